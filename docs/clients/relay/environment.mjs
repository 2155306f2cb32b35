// relay-runtime 21
import Relay from 'relay-runtime';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

async function ask({ text }, variables) {
  const response = await fetch(ENDPOINT, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ query: text, variables }),
  });
  return response.json();
}

export const environment = new Relay.Environment({
  network: Relay.Network.create(ask),
  store: new Relay.Store(new Relay.RecordSource()),
});
