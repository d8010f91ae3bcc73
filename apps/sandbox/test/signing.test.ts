import { createHash, createHmac } from 'node:crypto';

import { expect, it } from 'vitest';

import { startReceiver, startSandbox } from './harness.ts';
import type { Received } from './receiver.ts';

/** Cuts the activity out of the body as sent, without parsing it as JSON. */
function rawActivity(received: Received | undefined): Buffer {
  const body = received?.raw ?? Buffer.alloc(0);
  const start = body.indexOf('"Activity":') + '"Activity":'.length;
  return body.subarray(start, body.length - 1);
}

it('signs timestamp and raw activity with the secret by default', async () => {
  const { control } = await startSandbox();
  const receiver = await startReceiver();
  await control.register(receiver.url);

  const made = await control.make('Paid');
  await receiver.calledTimes(1);

  const [payload] = receiver.payloads();
  expect(payload?.Activity).toEqual(made);
  expect(payload?.Timestamp).toMatch(/^2026-11-20T10:00:00(\.\d{0,6}[1-9])?Z$/);
  const expected = createHmac('sha256', 'sandbox-secret')
    .update(`${payload?.Timestamp}.`)
    .update(rawActivity(receiver.calls[0]))
    .digest('hex');
  expect(payload?.Signature).toBe(expected);
  expect(receiver.calls[0]?.headers['content-type']).toMatch(/^application\/json/);
});

it('signs with any configured scheme', async () => {
  const { control } = await startSandbox();
  const receiver = await startReceiver();
  await control.register(receiver.url);
  const scheme = {
    digest: 'sha256',
    parts: ['authSecret', 'activityId', 'timestamp', 'authKey'],
    separator: '|',
    encoding: 'base64',
  };

  expect(await control.call('PUT', '/control/signature', scheme)).toEqual({
    status: 200,
    body: scheme,
  });
  expect((await control.call('GET', '/control/signature')).body).toEqual(scheme);
  const made = await control.make('Paid');
  await receiver.calledTimes(1);

  const [payload] = receiver.payloads();
  const expected = createHash('sha256')
    .update(`sandbox-secret|${made.Id}|${payload?.Timestamp}|sandbox-key`)
    .digest('base64');
  expect(payload?.Signature).toBe(expected);
});

it('sends exactly the bytes that it lists, including non-ASCII', async () => {
  const { control } = await startSandbox();
  const receiver = await startReceiver();
  await control.register(receiver.url);

  await control.call('POST', '/control/burst', { count: 60 });
  await receiver.calledTimes(60);

  const listed = await (await fetch(`${control.url}/control/activities`)).text();
  const sent = receiver.calls.map((call) => rawActivity(call).toString());
  expect(`{"data":[${sent.join(',')}]}`).toBe(listed);
  expect(Buffer.byteLength(listed)).toBeGreaterThan(listed.length);
});

it.each([
  [{ digest: 'md5', parts: ['activity'], encoding: 'hex' }, 'digest'],
  [{ digest: 'sha256', parts: [], encoding: 'hex' }, 'parts'],
  [{ digest: 'sha256', parts: ['activity'], encoding: 'utf8' }, 'encoding'],
  [{ digest: 'sha256', parts: ['weather'], encoding: 'hex' }, 'parts.0'],
  [{ digest: 'hmac-sha256', parts: ['activity'], encoding: 'hex' }, ''],
])('rejects the scheme %j, naming "%s"', async (scheme, field) => {
  const { control } = await startSandbox();
  const before = (await control.call('GET', '/control/signature')).body;

  const { status, body } = await control.call('PUT', '/control/signature', scheme);

  expect(status).toBe(400);
  expect(body.errors.map((error: { field: string }) => error.field)).toContain(field);
  expect((await control.call('GET', '/control/signature')).body).toEqual(before);
});
