import { describe, expect, test } from 'vitest';

import { startConfirmingVendor } from '../support/confirming-vendor.ts';
import { startTestRelay } from '../support/relay.ts';
import type { TestRelay } from '../support/relay.ts';
import { activity, authKey, authSecret, signedBody } from '../support/vendor.ts';

const path = '/v1/signature-detections';
const account = { source: 'envoice', credentials: { authKey, authSecret } };
const scheme = {
  digest: 'hmac-sha256',
  key: 'authSecret',
  parts: ['timestamp', 'activity'],
  separator: '.',
  encoding: 'hex',
};

const detect = (relay: TestRelay, body: object) => relay.call('POST', path, body);

test('finds the scheme of a captured payload, in a form that can be set', async () => {
  await using relay = await startTestRelay();
  const { id, ingestUrl } = await relay.connect();
  const payload = signedBody(activity());

  const given = await detect(relay, { ...account, payload });
  const stored = await detect(relay, { connectionId: id, payload });

  expect(given.status).toBe(200);
  expect(given.body).toEqual({
    result: 'one',
    matches: [
      {
        scheme,
        description:
          'HMAC-SHA256 keyed with the auth secret over timestamp + "." + activity, in hex',
      },
    ],
    explanation: expect.stringContaining('Exactly one signature scheme matches'),
    tried: expect.any(Number),
  });
  expect(given.body.explanation).toContain('PATCH /v1/connections/{id}');
  expect(stored.body).toMatchObject({ result: 'one', matches: [{ scheme }] });
  expect(stored.body.explanation).toContain(`PATCH /v1/connections/${id} `);
  const set = await relay.call('PATCH', `/v1/connections/${id}`, {
    verification: { mode: 'signature', scheme: stored.body.matches[0].scheme },
  });
  expect(set.body.verification).toMatchObject({ state: 'pinned', scheme });
  expect((await relay.post(ingestUrl, payload)).status).toBe(200);
});

test('keeps nothing, and shows no secret in a response or the log', async () => {
  await using relay = await startTestRelay();
  const { id } = await relay.connect();
  const before = await relay.call('GET', `/v1/connections/${id}`);
  const payload = signedBody(activity());
  for (const body of [
    { ...account, payload },
    { ...account, payload: signedBody(activity(), { secret: 'another' }) },
    { ...account, payload: 'no payload' },
    { connectionId: id, payload },
  ]) {
    const answer = await detect(relay, body);
    expect(JSON.stringify(answer.body)).not.toContain(authSecret);
    expect(JSON.stringify(answer.body)).not.toContain(authKey);
  }
  expect(relay.log()).toContain('signature detection');
  expect(relay.log()).not.toContain(authSecret);
  expect(relay.log()).not.toContain('INV-0001');
  expect(await relay.call('GET', `/v1/connections/${id}`)).toMatchObject({ body: before.body });
  expect((await relay.call('GET', '/v1/events')).body.data).toEqual([]);
});

test('says that nothing fits, and suggests why', async () => {
  await using relay = await startTestRelay();
  const payload = signedBody(activity(), { secret: 'another' });
  const { status, body } = await detect(relay, { ...account, payload });
  expect(status).toBe(200);
  expect(body).toMatchObject({ result: 'none', matches: [] });
  expect(body.tried).toBeGreaterThan(1_000);
  expect(body.explanation).toMatch(/copy the auth key and the auth secret again/);
});

test('says that several fit when key and secret are the same', async () => {
  await using relay = await startTestRelay();
  const payload = signedBody(activity(), { secret: 'the-same' });
  const credentials = { authKey: 'the-same', authSecret: 'the-same' };
  const { body } = await detect(relay, { ...account, credentials, payload });
  expect(body.result).toBe('several');
  expect(body.matches.length).toBeGreaterThan(1);
});

describe('refuses', () => {
  const payload = signedBody(activity());
  test.each([
    ['no payload', { ...account }, 400, ['payload']],
    ['an empty payload', { ...account, payload: '' }, 400, ['payload']],
    ['what is no JSON', { ...account, payload: 'POST / HTTP/1.1' }, 400, ['payload']],
    ['what is no webhook', { ...account, payload: '{"body": "{}"}' }, 400, ['payload']],
    ['nobody’s credentials', { payload }, 400, ['source', 'credentials']],
    ['two accounts', { ...account, connectionId: 'con_1', payload }, 400, ['connectionId']],
    ['a source that is not there', { ...account, source: 'nobody', payload }, 400, ['source']],
    [
      'credentials that are none',
      { source: 'envoice', credentials: { authKey }, payload },
      400,
      ['credentials.authSecret'],
    ],
    ['a member that is not known', { ...account, payload, keep: true }, 400, ['keep']],
    ['a connection that is not there', { connectionId: 'con_1', payload }, 404, undefined],
  ])('%s', async (_, body, status, paths) => {
    await using relay = await startTestRelay();
    const answer = await detect(relay, body);
    expect(answer.status).toBe(status);
    expect(answer.body.errors?.map((error: { path: string }) => error.path)).toEqual(paths);
  });

  test('a payload that is not a webhook, with helpful words', async () => {
    await using relay = await startTestRelay();
    const { body } = await detect(relay, { ...account, payload: '{"body": "{}"}' });
    expect(body.errors[0].message).toMatch(/A webhook of Envoice is .*Capture the webhook again/);
  });

  test('a source that signs nothing', async () => {
    await using vendor = await startConfirmingVendor();
    await using relay = await startTestRelay(vendor);
    const { id } = await relay.connect(vendor.connection);
    const answer = await detect(relay, { connectionId: id, payload });
    expect(answer.body.errors).toEqual([
      { path: 'connectionId', message: expect.stringContaining('no signature to detect') },
    ]);
  });

  test('keys without administrator rights', async () => {
    await using relay = await startTestRelay();
    const key = await relay.call('POST', '/v1/api-keys', { name: 'n8n', scopes: ['subscribe'] });
    const answer = await relay.call(
      'POST',
      path,
      { ...account, payload },
      { authorization: `Bearer ${key.body.key}` },
    );
    expect(answer.status).toBe(403);
  });

  test('more than a few in a minute', async () => {
    await using relay = await startTestRelay();
    const statuses: number[] = [];
    for (let count = 0; count < 21; count += 1) {
      statuses.push((await detect(relay, { ...account, payload: '{}' })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 400), 429]);
    const refused = await detect(relay, { ...account, payload });
    expect(refused.body.code).toBe('too_many_detections');
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    relay.clock.pass(61_000);
    expect((await detect(relay, { ...account, payload })).status).toBe(200);
  });
});
