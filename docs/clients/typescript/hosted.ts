import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { print } from 'graphql';

import { graphql } from './generated/gql.js';

const Hosted = graphql(`
  query Hosted($code: CountryCode!) {
    country(code: $code) {
      name
      hostedMeetings(first: 50) {
        totalCount
        nodes {
          title
          start {
            edtf
          }
        }
      }
    }
  }
`);

async function ask<Data, Variables>(
  endpoint: string,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: print(document), variables }),
  });
  const { data, errors } = (await response.json()) as { data: Data; errors?: { message: string }[] };
  if (errors) throw new Error(errors.map((error) => error.message).join('\n'));
  return data;
}

export async function hosted(endpoint: string): Promise<string> {
  const { country } = await ask(endpoint, Hosted, { code: 'TR' });
  return `${country?.name} hosted ${country?.hostedMeetings.totalCount} meetings`;
}
