// @urql/core 6: over Server-Sent Events, with nothing else to install
import { Client, fetchExchange, gql } from '@urql/core';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

const client = new Client({ url: ENDPOINT, exchanges: [fetchExchange], fetchSubscriptions: true, preferGetMethod: false });

const FOLLOW = gql`
  subscription Follow($after: Int) {
    changes(after: $after, first: 3) {
      id
      sequence
      slug
    }
  }
`;

const heard = [];
// Without `first` it goes on until `unsubscribe` of what this returns.
client.subscription(FOLLOW, { after: 0 }).subscribe(({ data, error }) => {
  if (error) throw error;
  if (heard.push(data.changes.sequence) === 3) console.log(`heard of changes ${heard.join(', ')}`);
});
