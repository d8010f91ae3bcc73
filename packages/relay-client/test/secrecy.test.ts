import { inspect } from 'node:util';

import { ConfigError } from '@invoice-relay/core/errors';
import type { Transport } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { createRelayClient } from '../src/index.ts';

const apiKey = 'irk_hunter2hunter2hunter2';

const answering =
  (status: number, body: string): Transport =>
  async ({ headers }) => ({
    status,
    // A debugging proxy that shows what it got.
    headers: { 'content-type': headers?.['authorization'], location: `/?${apiKey}` },
    body: new TextEncoder().encode(body),
  });

const problem = (member: string) =>
  JSON.stringify({
    code: 'odd',
    title: 'Odd',
    detail: 'odd',
    errors: [{ path: 'odd', message: `Bearer ${apiKey}` }],
    [member]: `Bearer ${apiKey}`,
  });

/** What axios and its like throw: the request, and with it the key. */
const thrown = Object.assign(new Error(`Request with Bearer ${apiKey} failed`), {
  config: { headers: { authorization: `Bearer ${apiKey}` } },
});

const transports: Readonly<Record<string, Transport>> = {
  'a transport that throws the request': () => Promise.reject(thrown),
  'a transport that throws text': () => Promise.reject(`Bearer ${apiKey}`),
  'a problem with it in the code': answering(400, problem('code')),
  'a problem with it in the title': answering(400, problem('title')),
  'a problem with it in the detail': answering(400, problem('detail')),
  'a page that repeats the request': answering(502, `Bearer ${apiKey}`),
  'a redirect that repeats it': answering(302, ''),
  'an answer that is not JSON': answering(200, `Bearer ${apiKey}`),
  'an answer of another shape': answering(200, JSON.stringify({ id: apiKey })),
};

test.each(Object.entries(transports))('%s', async (_name, transport) => {
  const client = createRelayClient({ baseUrl: 'https://relay.example.com', apiKey, transport });
  const error: unknown = await client.connections.get({ id: 'con_1' }).catch((caught) => caught);
  expect(error).toBeInstanceOf(Error);
  const shown = inspect(error, { depth: Infinity, showHidden: true });
  expect(shown).not.toContain('hunter2');
  expect(JSON.stringify(error)).not.toContain('hunter2');
});

test('the client does not expose it', () => {
  const client = createRelayClient({
    baseUrl: 'https://relay.example.com',
    apiKey,
    transport: answering(200, ''),
  });
  expect(inspect(client, { depth: Infinity, showHidden: true })).not.toContain('hunter2');
});

test.each([
  ['relay.example.com', 'baseUrl must be'],
  ['ftp://relay.example.com', 'baseUrl must be'],
  ['https://user:hunter2@relay.example.com', 'must not contain a user name'],
  ['https://hunter2@relay.example.com', 'must not contain a user name'],
  ['https://:hunter2@relay.example.com', 'must not contain a user name'],
  ['https://relay.example.com/?key=hunter2', 'must not contain "?"'],
  ['https://relay.example.com/#hunter2', 'must not contain "?"'],
])('refuses the base URL %s and does not repeat it', (baseUrl, says) => {
  expect(problemOf({ baseUrl })).toContain(says);
  expect(problemOf({ baseUrl })).not.toContain('hunter2');
});

test.each([
  ['', 'apiKey is empty'],
  ['irk_hunter2\n', 'copy the key again'],
  ['Bearer irk_hunter2', 'copy the key again'],
  ['irk_hünter2', 'copy the key again'],
])('refuses the API key %j and does not repeat it', (key, says) => {
  expect(problemOf({ apiKey: key })).toContain(says);
  expect(problemOf({ apiKey: key })).not.toContain('hunter2');
});

function problemOf(options: { readonly baseUrl?: string; readonly apiKey?: string }): string {
  try {
    createRelayClient({
      baseUrl: 'https://relay.example.com',
      apiKey,
      transport: answering(200, ''),
      ...options,
    });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was taken.');
}
