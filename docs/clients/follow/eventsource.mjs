// Built into browsers; elsewhere from the package eventsource 4. It comes back by itself, and goes on where it was cut off.
import { EventSource } from 'eventsource';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

const query = 'subscription { changes(after: 0) { sequence operation type slug after } }';
const source = new EventSource(`${ENDPOINT}?${new URLSearchParams({ query })}`);

const heard = [];
source.addEventListener('next', ({ data }) => {
  const answer = JSON.parse(data);
  if (answer.errors) throw answer.errors;
  if (heard.push(answer.data.changes.sequence) !== 3) return; // you would go on
  console.log(`heard of changes ${heard.join(', ')}`);
  source.close();
});
// It would ask again after the end, too.
source.addEventListener('complete', () => source.close());
