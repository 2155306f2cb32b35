// The audits of GraphQL over HTTP that graphql-http keeps, against an endpoint; prints those that are not met.
import { serverAudits } from 'graphql-http';

const [url] = process.argv.slice(2);
const results = [];
for (const audit of serverAudits({ url, fetchFn: fetch })) {
  const { status, reason } = await audit.fn();
  results.push({ id: audit.id, name: audit.name, status, reason });
}
const missed = results.filter(({ status }) => status !== 'ok');
console.log(JSON.stringify({ total: results.length, missed }));
