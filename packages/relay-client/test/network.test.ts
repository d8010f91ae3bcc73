import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport, RelayConnectionError } from '../src/index.ts';
import { playRelay } from './played-relay.ts';

async function failure(options: {
  readonly baseUrl: string;
  readonly timeoutMs?: number;
}): Promise<RelayConnectionError> {
  const { baseUrl, ...limits } = options;
  const client = createRelayClient({
    baseUrl,
    apiKey: 'irk_key',
    transport: fetchTransport({ fetch, ...limits }),
  });
  const thrown: unknown = await client.sources.list().catch((error) => error);
  expect(thrown).toBeInstanceOf(RelayConnectionError);
  return thrown as RelayConnectionError;
}

test('connection refused', async () => {
  let baseUrl: string;
  {
    await using relay = await playRelay();
    baseUrl = relay.baseUrl;
  }
  const error = await failure({ baseUrl });
  expect(error.code).toBe('connection_refused');
  expect(error.message).toBe(
    `GET /v1/sources: nothing listens at ${baseUrl} (ECONNREFUSED). Is the relay running there? Start it, or set baseUrl to its address.`,
  );
});

test('connection closed by the relay', async () => {
  await using relay = await playRelay('hang up');
  expect((await failure(relay)).code).toBe('connection_lost');
});

test('truncated response', async () => {
  await using relay = await playRelay('cut off');
  expect((await failure(relay)).code).toBe('connection_lost');
});

test('timeout', async () => {
  await using relay = await playRelay('never');
  const error = await failure({ baseUrl: relay.baseUrl, timeoutMs: 50 });
  expect(error.code).toBe('timeout');
  expect(error.message).toContain('idempotencyKey');
});

test('TLS to a plain HTTP server', async () => {
  await using relay = await playRelay();
  const error = await failure({ baseUrl: relay.baseUrl.replace('http:', 'https:') });
  expect(error.code).toBe('tls_failed');
});

test.each([
  [{ name: 'FetchError', type: 'request-timeout' }, 'timeout', /in time .* idempotencyKey/],
  [{ code: 'ENOTFOUND' }, 'host_not_found', /was not found \(ENOTFOUND\)/],
  [{ cause: { code: 'EAI_AGAIN' } }, 'host_not_found', /was not found/],
  [{ cause: { errors: [{ code: 'ECONNREFUSED' }] } }, 'connection_refused', /nothing listens/],
  [{ cause: { code: 'EPIPE' } }, 'connection_lost', /was lost .* idempotencyKey/],
  [{ code: 'ECONNABORTED', name: 'AxiosError' }, 'timeout', /in time/],
  [{ code: 'CERT_HAS_EXPIRED' }, 'tls_failed', /Check the certificate/],
  [new Error('no idea'), 'network_failed', /cannot be reached \(no idea\)/],
  ['no idea', 'network_failed', /cannot be reached \(no idea\)/],
  [undefined, 'network_failed', /cannot be reached/],
])('a transport that throws %j', async (thrown, code, says) => {
  const client = createRelayClient({
    baseUrl: 'https://relay.example.com',
    apiKey: 'irk_key',
    transport: () => Promise.reject(thrown),
  });
  await expect(client.sources.list()).rejects.toMatchObject({
    code,
    message: expect.stringMatching(says),
  });
});

test('the caller’s signal aborts a call with its reason', async () => {
  await using relay = await playRelay('never');
  const client = createRelayClient({
    baseUrl: relay.baseUrl,
    apiKey: 'irk_key',
    transport: fetchTransport({ fetch, timeoutMs: 2 ** 31 - 1 }),
  });
  const controller = new AbortController();
  const reason = new Error('changed my mind');
  const call = client.sources.list({ signal: controller.signal });
  controller.abort(reason);
  await expect(call).rejects.toBe(reason);
});
