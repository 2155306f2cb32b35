// graphql-transport-ws, against an endpoint, with graphql-ws and with frames made by hand; prints what is missed.
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

import { audit, must, told } from './auditing.mjs';

const [url, subscription] = process.argv.slice(2);
const QUERY = '{ __typename }';

const pause = (milliseconds) => new Promise((resume) => setTimeout(resume, milliseconds));
const soon = (promise) => Promise.race([promise, pause(5_000).then(() => must(false, 'nothing came'))]);

/** A connection whose messages are taken one by one. */
class Connection {
  messages = [];

  constructor(protocol = 'graphql-transport-ws') {
    this.socket = new WebSocket(url, [protocol]);
    this.socket.on('message', (text) => this.messages.push(JSON.parse(text)));
    this.opened = new Promise((open, refused) => this.socket.on('open', open).on('error', refused));
    this.closed = new Promise((close) => this.socket.on('close', close));
  }

  say(message) {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  subscribe(id, query) {
    this.say({ id, type: 'subscribe', payload: { query } });
  }

  async hear(type) {
    for (let turn = 0; turn < 250; turn += 1) {
      const found = this.messages.findIndex((message) => message.type === type);
      if (found >= 0) return this.messages.splice(found, 1)[0];
      await pause(20);
    }
    throw new Error(`no ${type}`);
  }

  static async opened() {
    const connection = new Connection();
    await connection.opened;
    return connection;
  }

  static async greeted() {
    const connection = await Connection.opened();
    connection.say({ type: 'connection_init' });
    await connection.hear('connection_ack');
    return connection;
  }
}

function client() {
  return createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
}

await audit('the client is told events, then completion', async () => {
  const one = client();
  let events = 0;
  await soon(
    new Promise((complete, error) => {
      one.subscribe({ query: subscription }, { next: ({ errors }) => (errors ? error(errors[0]) : (events += 1)), error, complete });
    }),
  );
  await one.dispose();
  must(events === 3, `${events} events`);
});
await audit('the client is told the answer to a question', async () => {
  const one = client();
  const { value } = await soon(one.iterate({ query: QUERY }).next());
  await one.dispose();
  must(value.data, JSON.stringify(value));
});
await audit('the client is told an error of validation', async () => {
  const one = client();
  const errors = await soon(
    new Promise((told, other) => {
      one.subscribe({ query: '{ nothingOfTheKind }' }, { next: other, error: told, complete: () => other(new Error('complete')) });
    }),
  );
  await one.dispose();
  must(Array.isArray(errors), 'errors are a list');
});
for (const [name, connect] of [
  ['ping is answered', Connection.greeted],
  ['ping is answered before the greeting', Connection.opened],
]) {
  await audit(name, async () => {
    const one = await connect();
    one.say({ type: 'ping' });
    await one.hear('pong');
    one.socket.close();
  });
}
await audit('completion by the client ends the events', async () => {
  const one = await Connection.greeted();
  one.subscribe('a', 'subscription { changes(after: 0) { sequence } }');
  await one.hear('next');
  one.say({ id: 'a', type: 'complete' });
  one.subscribe('b', QUERY);
  await one.hear('complete');
  await pause(300);
  one.socket.close();
  const answered = one.messages.findIndex(({ id }) => id === 'b');
  must(!one.messages.slice(answered).some(({ id }) => id === 'a'), 'events after completion');
});
await audit('an id may be used again', async () => {
  const one = await Connection.greeted();
  for (let turn = 0; turn < 2; turn += 1) {
    one.subscribe('a', QUERY);
    await one.hear('next');
    await one.hear('complete');
  }
  one.socket.close();
});
await audit('two operations run at once', async () => {
  const one = await Connection.greeted();
  one.subscribe('a', 'subscription { changes { sequence } }');
  one.subscribe('b', QUERY);
  must((await one.hear('next')).id === 'b', 'the question waits for the subscription');
  one.socket.close();
});
for (const [code, name, connect, ...messages] of [
  [4401, 'an operation before the greeting', Connection.opened, { id: 'a', type: 'subscribe', payload: { query: QUERY } }],
  [4429, 'a second greeting', Connection.greeted, { type: 'connection_init' }],
  [4409, 'an id used twice', Connection.greeted, ...Array(2).fill({ id: 'a', type: 'subscribe', payload: { query: 'subscription { changes { id } }' } })],
  [4400, 'a frame that is not JSON', Connection.greeted, 'not json'],
  [4400, 'a message of no known type', Connection.greeted, { type: 'nonsense' }],
  [4400, 'an operation without a document', Connection.greeted, { id: 'a', type: 'subscribe', payload: {} }],
]) {
  await audit(`${code}: ${name}`, async () => {
    const one = await connect();
    messages.forEach((message) => one.say(message));
    const closed = await soon(one.closed);
    must(closed === code, `closed with ${closed}`);
  });
}
await audit('another protocol is refused', async () => {
  const one = new Connection('no-such-protocol');
  await soon(one.opened.then(() => one.closed.then((code) => must(code === 4406, code)), () => 'refused'));
});
await audit('a page of another site is refused', async () => {
  const socket = new WebSocket(url, ['graphql-transport-ws'], { headers: { Origin: 'https://evil.example' } });
  const came = await soon(new Promise((came) => socket.on('open', () => came('open')).on('error', () => came('refused'))));
  must(came === 'refused', came);
});

told();
process.exit(); // connections that were not closed above would keep it
