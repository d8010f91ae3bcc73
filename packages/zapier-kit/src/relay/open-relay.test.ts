import { expect, test } from 'vitest';

import { errorOf, withRun } from '../../test/support/in-zapier.ts';
import { startServer } from '../../test/support/server.ts';
import { hasRelay, openRelay } from './open-relay.ts';

const relayKey = 'irk_key';
const asked = (authData: object) => withRun((run) => ({ has: hasRelay(run) }), { authData });

test('a relay is set if both of its fields are filled in', async () => {
  expect(await asked({ relayUrl: 'https://relay.example.com', relayKey })).toEqual({ has: true });
  expect(await asked({ authKey: 'key' })).toEqual({ has: false });
  expect(await asked({ relayUrl: ' ', relayKey: '' })).toEqual({ has: false });
});

test.each([
  ['Relay URL', { relayUrl: '', relayKey }],
  ['Relay Key', { relayUrl: 'https://relay.example.com', relayKey: ' ' }],
])('half of it is a mistake, which names what is missing: %s', async (missing, authData) => {
  expect(await errorOf(asked(authData))).toMatchObject({
    message: `${missing} is empty: Relay URL and Relay Key go together. Fill in both, or neither.`,
    code: 'relay_settings_incomplete',
  });
});

test('without a relay, the error says how to get one', async () => {
  const opened = withRun((run) => ({ relay: openRelay(run) }), { authData: {} });
  const { message, code } = await errorOf(opened);
  expect(code).toBe('relay_missing');
  expect(message).toMatch(/https:\/\/\S+use-zapier\.md/);
  expect(message).toContain('Relay URL and Relay Key');
});

test('calls the relay at its URL with its key', async () => {
  await using server = await startServer(() => ({ body: { data: [], next: null } }));
  const authData = { relayUrl: ` ${server.url}/ `, relayKey: ` ${relayKey} ` };
  await withRun((run) => openRelay(run).connections.list(), { authData });
  expect(server.seen.map(({ url, headers }) => [url, headers.authorization])).toEqual([
    ['/v1/connections', `Bearer ${relayKey}`],
  ]);
});

test('rejects an invalid address before sending anything', async () => {
  const authData = { relayUrl: 'relay', relayKey };
  const opened = withRun((run) => ({ relay: openRelay(run) }), { authData });
  expect(await errorOf(opened)).toMatchObject({ name: 'ConfigError' });
});
