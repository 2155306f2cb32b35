// @urql/core 6; urql, @urql/vue and @urql/svelte take the same client
import { Client, cacheExchange, fetchExchange, gql } from '@urql/core';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

const client = new Client({
  url: ENDPOINT,
  exchanges: [cacheExchange, fetchExchange],
  // Short questions are GET requests, which browsers and proxies can keep; long ones are POST.
  preferGetMethod: 'within-url-limit',
});

const HOSTED = gql`
  query HostedBy($code: CountryCode!) {
    country(code: $code) {
      id
      name
      hostedMeetings {
        totalCount
      }
    }
  }
`;

const { data, error } = await client.query(HOSTED, { code: 'TR' }).toPromise();
if (error) throw error;
console.log(`${data.country.name} hosted ${data.country.hostedMeetings.totalCount} meetings`);
