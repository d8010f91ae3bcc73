import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport, RelayApiError } from '../src/index.ts';
import { playRelay } from './played-relay.ts';
import type { PlayedAnswer } from './played-relay.ts';

async function refusal(answer: PlayedAnswer): Promise<RelayApiError> {
  await using relay = await playRelay(answer);
  const client = createRelayClient({
    baseUrl: relay.baseUrl,
    apiKey: 'irk_key',
    transport: fetchTransport({ fetch }),
  });
  const thrown: unknown = await client.connections.get({ id: 'con_1' }).catch((error) => error);
  expect(thrown).toBeInstanceOf(RelayApiError);
  return thrown as RelayApiError;
}

const problemJson = { 'content-type': 'application/problem+json' };

test('a problem document becomes an error with all its details', async () => {
  const errors = [{ path: 'name', message: 'must not be empty' }];
  const error = await refusal({
    status: 400,
    headers: problemJson,
    body: {
      type: 'about:blank',
      title: 'Bad Request',
      status: 400,
      detail: 'name: must not be empty',
      code: 'validation_failed',
      errors,
    },
  });
  expect(error).toMatchObject({
    name: 'RelayApiError',
    status: 400,
    code: 'validation_failed',
    title: 'Bad Request',
    heading: 'Validation failed',
    detail: 'name: must not be empty',
    errors,
    retryAfterSeconds: undefined,
  });
  expect(error.message).toBe(
    'GET /v1/connections/con_1 failed with 400 (validation_failed): name: must not be empty',
  );
});

test('a 404 for an unknown path suggests checking the address, other 404s do not', async () => {
  const answer = (code: string) => ({
    status: 404,
    headers: problemJson,
    body: { code, title: 'Not Found', detail: 'Nothing answers.' },
  });
  expect((await refusal(answer('route_not_found'))).detail).toMatch(
    /^Nothing answers\. Check that baseUrl is .* without "\/v1"/,
  );
  expect((await refusal(answer('connection_not_found'))).detail).toBe('Nothing answers.');
});

test('missing or odd members of a problem do not hide the rest', async () => {
  const error = await refusal({
    status: 409,
    headers: problemJson,
    body: { code: 'conflict', title: 'Conflict', errors: 'many' },
  });
  expect(error).toMatchObject({ code: 'conflict', detail: 'Conflict', errors: [] });
});

test('uses the HTTP status, not the one in the document', async () => {
  const error = await refusal({ status: 404, body: { code: 'gone', title: 'x', status: 200 } });
  expect(error.status).toBe(404);
});

test.each([
  [{ 'retry-after': '7' }, 7],
  [{ 'retry-after': 'Fri, 20 Nov 2026 10:00:30 GMT', date: 'Fri, 20 Nov 2026 10:00:00 GMT' }, 30],
  [{ 'retry-after': '86399' }, 86_399],
  [{ 'retry-after': 'soon' }, undefined],
])('Retry-After %j is %s seconds', async (headers, seconds) => {
  const body = { code: 'too_many_requests', title: 'Too many requests', detail: 'x' };
  expect((await refusal({ status: 429, headers, body })).retryAfterSeconds).toBe(seconds);
});

test.each<[string, PlayedAnswer]>([
  ['a page of a proxy', { headers: { 'content-type': 'text/html' }, body: '<h1>Bad gateway' }],
  ['JSON that is no problem', { body: { message: 'Bad gateway' } }],
  ['no body at all', { body: '' }],
])('%s becomes an error that says so', async (_what, answer) => {
  for (const status of [400, 404, 502]) {
    const error = await refusal({ status, ...answer });
    expect(error).toMatchObject({
      status,
      code: 'http_error',
      heading: `HTTP ${status}`,
      errors: [],
    });
    expect(error.message).toContain('baseUrl');
    const { 'content-type': type = 'application/json' } = answer.headers ?? {};
    expect(error.message).toContain(`(HTTP ${status}, ${type})`);
  }
});

test.each<[number, Readonly<Record<string, string>>, RegExp]>([
  [502, {}, /proxy that cannot reach it\. Check that the relay is running, .*; try again later\.$/],
  [503, { 'retry-after': '9' }, /Check that the relay is running, .*; try again in 9 s\.$/],
  [504, {}, /Check that the relay is running/],
  [429, { 'retry-after': '7' }, /limits requests\. Try again in 7 s, /],
  [429, {}, /limits requests\. Try again later, /],
  [401, {}, /a login or a firewall of its own\. Let calls with an API key pass there/],
  [403, {}, /a login or a firewall of its own/],
  [404, {}, /Check that baseUrl is the address of the relay itself/],
])('a %i with %j that is not from the relay says what to do', async (status, headers, message) => {
  const error = await refusal({ status, headers, body: '' });
  expect(error.code).toBe('http_error');
  expect(error.detail).toMatch(/^The response \(HTTP \d+, application\/json\) is not from a relay/);
  expect(error.detail).toMatch(message);
});

test('text of any length makes a message that people can read', async () => {
  const body = { code: 'odd', title: 'Odd', detail: 'x'.repeat(100_000) };
  expect((await refusal({ status: 400, body })).message.length).toBeLessThan(3000);
});

test('a redirect is not followed', async () => {
  await using elsewhere = await playRelay({ body: {} });
  const location = `${elsewhere.baseUrl}/login`;
  for (const status of [300, 302, 308, 399]) {
    const error = await refusal({ status, headers: { location }, body: '' });
    expect(error).toMatchObject({ code: 'redirected', status });
    expect(error.message).toContain(location);
  }
  expect(elsewhere.seen).toEqual([]);
});
