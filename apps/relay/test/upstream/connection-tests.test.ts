import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import * as v from 'valibot';
import { expect, test } from 'vitest';

import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { playSource } from '../support/played-source.ts';
import { startTestRelay } from '../support/relay.ts';
import type { ApiResponse, TestRelay } from '../support/relay.ts';

const url = '/v1/connections/test';

/** A server at the base URL that responds like this to every request. */
async function vendor(status: number, body: string) {
  let asked = 0;
  const server = createServer((_request, response) => {
    asked += 1;
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    asked: () => asked,
    credentials: {
      authKey: 'some-key',
      authSecret: 'very-secret',
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

/** A test while time passes: a source retries what may succeed the second time. */
async function tried(relay: TestRelay, body: object): Promise<ApiResponse> {
  const passing = setInterval(() => relay.clock.pass(1_000), 5);
  try {
    return await relay.call('POST', url, body);
  } finally {
    clearInterval(passing);
  }
}

test('credentials that the vendor accepts are reported as such, given or stored', async () => {
  await using envoice = await vendor(200, '{"Result": [], "TotalCount": 0, "Count": 0}');
  await using relay = await startTestRelay();
  const { credentials } = envoice;
  const given = await tried(relay, { source: 'envoice', credentials });
  expect([given.status, given.body]).toEqual([
    200,
    { ok: true, message: 'Envoice accepts these credentials.' },
  ]);
  const { id: connectionId } = await relay.connect({ credentials });
  expect((await tried(relay, { connectionId })).body.ok).toBe(true);
});

test.each([
  [401, 'rejects these credentials'],
  [404, 'no Envoice API'],
  [418, 'refused'],
])(
  'a vendor that responds with %d is reported, without the content of its response',
  async (status, words) => {
    await using envoice = await vendor(status, '{"Message": "root:x:0:0 very-foreign"}');
    await using relay = await startTestRelay();
    const { credentials } = envoice;
    const { body } = await tried(relay, { source: 'envoice', credentials });
    expect(body).toEqual({ ok: false, message: expect.stringContaining(words) });
    expect(JSON.stringify(body) + relay.log()).not.toMatch(/very-foreign|very-secret/);
  },
);

test('an address that is forbidden for vendors is not called', async () => {
  await using envoice = await vendor(200, '{"Result": [], "TotalCount": 0, "Count": 0}');
  await using relay = await startTestRelay({
    environment: { RELAY_VENDOR_PRIVATE_NETWORKS: 'none' },
  });
  const { body } = await tried(relay, { source: 'envoice', credentials: envoice.credentials });
  expect(body).toMatchObject({ ok: false });
  expect(envoice.asked()).toBe(0);
});

test.each([
  [{}, ['source', 'credentials']],
  [{ source: 'envoice' }, ['credentials']],
  [{ source: 'nobody', credentials: {} }, ['source']],
  [{ connectionId: 'con_1', source: 'envoice' }, ['connectionId']],
  [{ source: 'envoice', credentials: { authKey: '' } }, ['credentials.authKey']],
])('%j cannot be tested', async (body, paths) => {
  await using relay = await startTestRelay();
  const answer = await relay.call('POST', url, body);
  expect(answer.status).toBe(400);
  expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual(
    expect.arrayContaining(paths),
  );
});

test('credentials are tested with the settings that a connection would have', async () => {
  const { source } = playSource();
  const seen: unknown[] = [];
  const settled = {
    ...source,
    settingsSchema: v.strictObject({ address: v.string(), page: v.optional(v.number(), 100) }),
    check: async ({ settings }: { readonly settings: unknown }) => {
      seen.push(settings);
    },
  };
  await using relay = await startTestRelay({ sources: new SourceRegistry([settled]) });
  const given = { source: 'played', credentials: {} };
  const settings = { address: 'https://sandbox.example' };
  expect((await relay.call('POST', url, { ...given, settings })).body.ok).toBe(true);
  const { id: connectionId } = await relay.connect({ ...given, settings });
  expect((await relay.call('POST', url, { connectionId })).body.ok).toBe(true);
  const completed = { ...settings, page: 100 };
  expect(seen).toEqual([completed, completed]);

  const without = await relay.call('POST', url, given);
  expect([without.status, without.body.errors[0].path]).toEqual([400, 'settings.address']);
  const both = await relay.call('POST', url, { connectionId, settings });
  expect([both.status, both.body.errors[0].path]).toEqual([400, 'connectionId']);
});

test('a plugin that ignores its signal is waited for no longer than a vendor', async () => {
  const { source } = playSource();
  const never = { ...source, check: () => new Promise<void>(() => {}) };
  await using relay = await startTestRelay({ sources: new SourceRegistry([never]) });
  const { status, body } = await tried(relay, { source: 'played', credentials: {} });
  expect([status, body.ok]).toEqual([200, false]);
  expect(body.message).toContain('Played cannot be reached');
});

test('tests are limited, and say when to retry', async () => {
  await using envoice = await vendor(401, '{}');
  await using relay = await startTestRelay();
  const { credentials } = envoice;
  const statuses: number[] = [];
  for (let count = 0; count < 30; count += 1) {
    statuses.push((await relay.call('POST', url, { source: 'envoice', credentials })).status);
  }
  const limited = await relay.call('POST', url, { source: 'envoice', credentials });
  expect(new Set(statuses)).toEqual(new Set([200]));
  expect(limited.body).toMatchObject({ status: 429, code: 'too_many_connection_tests' });
  expect(Number(limited.headers.get('retry-after'))).toBeGreaterThan(0);
});
