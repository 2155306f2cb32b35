// GraphQL over Server-Sent Events ("distinct connections"), against an endpoint, with graphql-sse and by hand; prints what is missed.
import { createClient } from 'graphql-sse';

import { audit, must, told } from './auditing.mjs';

const [url, subscription] = process.argv.slice(2);

const EVENTS = { accept: 'text/event-stream' };
const within = () => AbortSignal.timeout(10_000);
const byPost = (query) =>
  fetch(url, {
    method: 'POST',
    headers: { ...EVENTS, 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
    signal: within(),
  });
const byGet = (query) => fetch(`${url}?${new URLSearchParams({ query })}`, { headers: EVENTS, signal: within() });

await audit('the client is told events, then completion', async () => {
  const client = createClient({ url, retryAttempts: 0 });
  let events = 0;
  await new Promise((complete, error) => {
    client.subscribe({ query: subscription }, { next: ({ errors }) => (errors ? error(errors[0]) : (events += 1)), error, complete });
  });
  client.dispose();
  must(events === 3, `${events} events`);
});
await audit('the client is told the answer to a question', async () => {
  const client = createClient({ url, retryAttempts: 0 });
  const { value } = await client.iterate({ query: '{ __typename }' }).next();
  client.dispose();
  must(value.data, JSON.stringify(value));
});
await audit('the answer is an event stream that nobody keeps', async () => {
  const { headers, body } = await byPost(subscription);
  await body.cancel();
  must(headers.get('content-type').startsWith('text/event-stream'), headers.get('content-type'));
  must(/no-store/.test(headers.get('cache-control')), headers.get('cache-control'));
});
await audit('a subscription may be a GET request', async () => {
  const response = await byGet(subscription);
  must(response.status === 200, response.status);
  must(/event: next/.test(await response.text()), 'no event');
});
await audit('an error of validation is told, and the stream ends', async () => {
  const text = await (await byPost('subscription { nothingOfTheKind }')).text();
  must(/errors/.test(text) && /event: complete/.test(text), text);
});
await audit('a mutation is not run by GET', async () => {
  const text = await (await byGet('mutation { __typename }')).text();
  must(!/"data":\{/.test(text), text);
});
await audit('each event has a line of data', async () => {
  const events = (await (await byPost(subscription)).text()).split('\n\n').filter((part) => /^event:/m.test(part));
  must(events.length === 4 && events.every((event) => /^data:/m.test(event)), JSON.stringify(events));
});

told();
