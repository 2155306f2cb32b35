// Needs nothing: fetch is built into browsers, Node, Deno and Bun.
const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

async function ask(query, variables) {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/graphql-response+json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await response.json();
  // One code for each kind of mistake: docs/errors.md.
  if (errors) throw new Error(errors.map(({ message, extensions }) => `${extensions.code}: ${message}`).join('\n'));
  return data;
}

const { country } = await ask(
  `query HostedBy($code: CountryCode!) {
    country(code: $code) {
      name
      hostedMeetings(first: 50) { totalCount nodes { title start { edtf } } }
    }
  }`,
  { code: 'TR' },
);
console.log(`${country.name} hosted ${country.hostedMeetings.totalCount} meetings`);
