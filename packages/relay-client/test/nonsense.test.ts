import { expect, test } from 'vitest';

import { createRelayClient, fetchTransport, RelayAnswerError } from '../src/index.ts';
import { playRelay } from './played-relay.ts';
import type { PlayedAnswer } from './played-relay.ts';
import { backfill, connection, event, signatureDetection } from './samples.ts';

async function complaint(
  answer: PlayedAnswer,
  call: (client: ReturnType<typeof createRelayClient>) => Promise<unknown>,
): Promise<RelayAnswerError> {
  await using relay = await playRelay(answer);
  const client = createRelayClient({
    baseUrl: relay.baseUrl,
    apiKey: 'irk_key',
    transport: fetchTransport({ fetch }),
  });
  const thrown: unknown = await call(client).catch((error) => error);
  expect(thrown).toBeInstanceOf(RelayAnswerError);
  return thrown as RelayAnswerError;
}

test.each([
  ['HTML', { headers: { 'content-type': 'text/html' }, body: '<!doctype html><h1>Hello' }],
  ['JSON that is cut off', { body: '{"id":"con_1","name":' }],
  ['nothing', { body: '' }],
])('%s instead of JSON', async (_what, answer) => {
  const error = await complaint(answer, ({ connections }) => connections.get({ id: 'con_1' }));
  expect(error).toMatchObject({ code: 'answer_not_json', status: 200 });
  expect(error.message).toMatch(/^GET \/v1\/connections\/con_1 returned 200, but /);
});

test('a website that accepts everything does not count as deleted', async () => {
  const answer = { headers: { 'content-type': 'text/html' }, body: '<!doctype html>' };
  const error = await complaint(answer, ({ subscriptions }) => subscriptions.delete({ id: 'sub' }));
  expect(error).toMatchObject({ code: 'answer_invalid', status: 200 });
});

test('invalid UTF-8', async () => {
  const client = createRelayClient({
    baseUrl: 'https://relay.example.com',
    apiKey: 'irk_key',
    transport: async () => ({
      status: 200,
      headers: {},
      body: Uint8Array.of(0x22, 0xff, 0x22),
    }),
  });
  await expect(client.health()).rejects.toMatchObject({ code: 'answer_not_json' });
});

const { verification, ...withoutVerification } = connection;

test.each([
  ['an empty object', {}, 'id is missing'],
  ['null', null, 'the body must be Object'],
  ['a list', [], 'id is missing'],
  ['a number for text', { ...connection, name: 7 }, 'name must be string'],
  ['a member that is missing', withoutVerification, 'verification is missing'],
  [
    'an invalid scheme',
    { ...connection, verification: { ...verification, scheme: 7 } },
    'verification.scheme must be',
  ],
])('%s for a connection', async (_what, body, says) => {
  const error = await complaint({ body }, ({ connections }) => connections.get({ id: 'con_1' }));
  expect(error.code).toBe('answer_invalid');
  expect(error.message).toContain(says);
});

test.each([
  ['a page without "next"', { data: [event] }],
  ['a bare list', [event]],
  ['one wrong event', { data: [event, { ...event, data: {} }], next: null }],
])('%s for a list', async (_what, body) => {
  const error = await complaint({ body }, ({ events }) => events.list());
  expect(error.code).toBe('answer_invalid');
});

test.each([
  ['a count as text', { ...backfill, missing: '3' }, 'missing must be number'],
  ['no progress', { ...backfill, progress: null }, 'progress must be'],
  ['a type counted as text', { ...backfill, missingTypes: { x: '1' } }, 'missingTypes.x must be'],
])('%s for a backfill', async (_what, body, says) => {
  const error = await complaint({ body }, ({ backfills }) => backfills.get({ id: 'bf_1' }));
  expect(error.code).toBe('answer_invalid');
  expect(error.message).toContain(says);
});

test('rejects a detection whose match has a string as its scheme', async () => {
  const body = { ...signatureDetection, matches: [{ scheme: 'sha256', description: 'SHA-256' }] };
  const error = await complaint({ body }, ({ signatureDetections }) =>
    signatureDetections.create({ payload: '{}', connectionId: 'con_1' }),
  );
  expect(error.code).toBe('answer_invalid');
  expect(error.message).toContain('matches.0.scheme must be');
});

test('errors never repeat the response’s contents', async () => {
  const body = { secret: 'whsec_hunter2', id: { key: 'hunter2' } };
  const error = await complaint({ body }, ({ subscriptions }) =>
    subscriptions.create({ url: 'https://example.com', eventTypes: ['*'] }),
  );
  expect(`${error.stack}${JSON.stringify(error)}`).not.toContain('hunter2');
});
