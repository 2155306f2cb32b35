// Sends operations to the endpoint, measures each run, and turns a broken answer into a plain message.
import { createGraphiQLFetcher } from '@graphiql/toolkit';

import { reportRun } from './runs.js';

const INTROSPECTION = 'IntrospectionQuery';

export function createFetcher(endpoint) {
  return createGraphiQLFetcher({
    url: endpoint,
    subscriptionUrl: socketAddress(endpoint),
    enableIncrementalDelivery: false,
    fetch: async (url, init) => ({ json: () => answer(url, init) }),
  });
}

function socketAddress(endpoint) {
  const address = new URL(endpoint, globalThis.location.href);
  address.protocol = address.protocol.replace('http', 'ws');
  return address.href;
}

async function answer(url, init) {
  const { operationName } = JSON.parse(init.body);
  const started = performance.now();
  let response;
  let body;
  try {
    // Plain JSON: with the newer media type a refused query is also logged by the browser as a failed request.
    response = await fetch(url, { ...init, headers: { ...init.headers, accept: 'application/json' } });
    body = await response.arrayBuffer();
  } catch {
    return failure('The server could not be reached.');
  }
  const ms = performance.now() - started;
  const result = parsed(response, body);
  if (operationName !== INTROSPECTION) reportRun({ ms, bytes: body.byteLength, cost: result.extensions?.cost });
  return result;
}

function parsed(response, body) {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return failure(`The server answered ${response.status} with something other than JSON.`);
  }
}

const failure = (message) => ({ errors: [{ message }] });
