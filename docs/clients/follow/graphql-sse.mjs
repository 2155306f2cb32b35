// graphql-sse 2
import { createClient } from 'graphql-sse';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

const client = createClient({
  url: ENDPOINT,
  headers: {}, // { authorization: 'Bearer drg_…' }
  retryAttempts: 0, // its own retries would begin at the first `after` again
});

let last = 0; // the number of the last change that you took over; keep it beside your copy
const heard = [];
while (heard.length < 3) {
  const query = 'subscription Follow($after: Int) { changes(after: $after) { sequence operation type slug after } }';
  try {
    for await (const { data, errors } of client.iterate({ query, variables: { after: last } })) {
      if (errors) throw errors;
      last = data.changes.sequence;
      if (heard.push(last) === 3) break; // you would go on
    }
  } catch (problem) {
    console.error('cut off, going on after', last, problem);
    await new Promise((resume) => setTimeout(resume, 1_000));
  }
}
console.log(`heard of changes ${heard.join(', ')}`);
client.dispose();
