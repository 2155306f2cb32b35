// @apollo/client 4
import { ApolloClient, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { relayStylePagination } from '@apollo/client/utilities';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

const client = new ApolloClient({
  // Reads may be GET requests: browsers and proxies can then keep the answers.
  link: new HttpLink({ uri: ENDPOINT, useGETForQueries: true }),
  cache: new InMemoryCache({
    // Lets fragments on an interface match its types.
    possibleTypes: { Actor: ['Country', 'Organization', 'Group'] },
    // Pages that are fetched one after another become one list.
    typePolicies: { Query: { fields: { meetings: relayStylePagination(['where', 'orderBy']) } } },
  }),
});

const MEETINGS = gql`
  query Meetings($after: String) {
    meetings(first: 12, after: $after, where: { host: { code: { eq: "TR" } } }) {
      edges {
        node {
          id
          title
          hosts {
            id
            ... on Actor {
              name
            }
          }
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

let { data } = await client.query({ query: MEETINGS });
while (data.meetings.pageInfo.hasNextPage) {
  const variables = { after: data.meetings.pageInfo.endCursor };
  ({ data } = await client.query({ query: MEETINGS, variables, fetchPolicy: 'network-only' }));
}
console.log(`${data.meetings.edges[0].node.hosts[0].name} hosted ${data.meetings.edges.length} meetings`);
client.stop();
