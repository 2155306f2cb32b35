// @apollo/client 4 with graphql-ws 6
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, gql } from '@apollo/client/core';
import { GraphQLWsLink } from '@apollo/client/link/subscriptions';
import { OperationTypeNode } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const ENDPOINT = process.env.ENDPOINT ?? 'http://127.0.0.1:8000/graphql';

const socket = createClient({ url: ENDPOINT.replace(/^http/, 'ws'), webSocketImpl: WebSocket });
const client = new ApolloClient({
  // Subscriptions over the socket, all else over HTTP, where answers can be kept.
  link: ApolloLink.split(
    ({ operationType }) => operationType === OperationTypeNode.SUBSCRIPTION,
    new GraphQLWsLink(socket),
    new HttpLink({ uri: ENDPOINT }),
  ),
  cache: new InMemoryCache(),
});

const FOLLOW = gql`
  subscription Follow($after: Int) {
    changes(after: $after) {
      id
      sequence
      slug
    }
  }
`;

const heard = [];
const following = client.subscribe({ query: FOLLOW, variables: { after: 0 } }).subscribe({
  next({ data }) {
    if (heard.push(data.changes.sequence) < 3) return; // you would go on
    console.log(`heard of changes ${heard.join(', ')}`);
    following.unsubscribe();
    client.stop();
    socket.dispose();
  },
});
