import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { startTestRelay, until } from '../support/relay.ts';
import { startSubscriber } from '../support/subscriber.ts';
import { activity, signedBody } from '../support/vendor.ts';

/** A relay with a healthy connection and subscription, and a way to damage its rows. */
async function setUp() {
  const relay = await startTestRelay();
  const well = await relay.connect({ name: 'Well' });
  const subscriber = await startSubscriber();
  const { id: subscriptionId } = await relay.subscribe({ url: subscriber.url });
  return {
    relay,
    well,
    subscriber,
    subscriptionId,
    damage(statement: string, ...values: unknown[]) {
      const file = new BetterSqlite3(join(relay.folder, 'relay.sqlite'));
      expect(file.prepare(statement).run(...values).changes).toBeGreaterThan(0);
      file.close();
    },
    happens: async (to = well) => (await relay.post(to.ingestUrl, signedBody(activity()))).status,
    metric: async (name: string) => {
      const { body } = await relay.call('GET', '/metrics');
      return (body as string).split('\n').find((line) => line.startsWith(name));
    },
    async [Symbol.asyncDispose]() {
      await relay[Symbol.asyncDispose]();
      await subscriber[Symbol.asyncDispose]();
    },
  };
}

/**
 * Creates a second connection and damages one of its columns. @returns the result of a webhook for
 * it
 */
async function damageConnection(all: Awaited<ReturnType<typeof setUp>>, column: string) {
  const ill = await all.relay.connect({ name: 'Ill' });
  all.damage(`UPDATE "connections" SET "${column}" = '{damaged' WHERE "id" = ?`, ill.id);
  const status = await all.happens(ill);
  expect(await all.happens()).toBe(200);
  await until(() => expect(all.subscriber.requests.length).toBeGreaterThanOrEqual(1));
  const { body } = await all.relay.call('GET', '/v1/connections');
  expect(body.data).toHaveLength(2);
  const { trouble } = body.data.find(({ id }: { id: string }) => id === ill.id);
  return { ill, status, trouble: String(trouble) };
}

test.each([
  ['token', /cannot read what it stored.*rotate it/],
  ['settings', /cannot read what it stored.*settings/],
  ['facts', /^null$/],
  ['notes', /^null$/],
])(
  'a connection with damaged %s keeps working, and reports it where it matters',
  async (column, said) => {
    await using all = await setUp();
    const { status, trouble } = await damageConnection(all, column);
    expect(status).toBe(200);
    expect(trouble).toMatch(said);
  },
);

test.each([
  ['credentials', /cannot read what it stored.*credentials/],
  ['verification_scheme', /^null$/],
])('a connection with damaged %s accepts nothing, and affects no other', async (column, said) => {
  await using all = await setUp();
  const { relay } = all;
  const { ill, status, trouble } = await damageConnection(all, column);
  expect(status).toBe(503);
  expect(trouble).toMatch(said);
  expect(relay.log()).toContain('"code":"connection_damaged"');
  // Credentials set by a process with the wrong key are lost to all others.
  expect(relay.log()).toContain('if /readyz says that encryptionKey failed');
  expect(
    await all.metric('invoice_relay_activities_total{source="unknown",outcome="failed"}'),
  ).toMatch(/ 1$/);
  // How to recover.
  const path = `/v1/connections/${ill.id}`;
  const credentials = { authKey: 'another-key', authSecret: 'secret-of-the-account-9f2c' };
  const verification = { mode: 'signature' };
  expect((await relay.call('PATCH', path, { credentials, verification })).status).toBe(200);
  expect(await all.happens(ill)).toBe(200);
});

test.each(['event_types', 'connection_ids'])(
  'a subscription with damaged %s is disabled and reported; the others get their events',
  async (column) => {
    await using all = await setUp();
    const { relay, subscriber } = all;
    const ill = await relay.subscribe({ url: subscriber.url, description: 'ill' });
    all.damage(`UPDATE "subscriptions" SET "${column}" = '[dam' WHERE "id" = ?`, ill.id);

    expect(await all.happens()).toBe(200);
    await until(() => expect(subscriber.requests).toHaveLength(1));
    const { body } = await relay.call('GET', '/v1/subscriptions');
    expect(body.data.find(({ id }: { id: string }) => id === ill.id)).toMatchObject({
      status: 'disabled',
      disabledReason: expect.stringMatching(/Set its eventTypes/),
    });
    expect(relay.log()).toContain('subscription disabled: its stored data is damaged');
    const disabled = 'invoice_relay_subscriptions_disabled_total{reason="damaged"}';
    expect(await all.metric(disabled)).toMatch(/ 1$/);
    const path = `/v1/subscriptions/${ill.id}`;
    const again = { eventTypes: ['*'], connectionIds: null, status: 'active' };
    expect((await relay.call('PATCH', path, again)).status).toBe(200);
    expect(await all.happens()).toBe(200);
    await until(() => expect(subscriber.requests).toHaveLength(3));
  },
);

test('an event with a damaged body blocks nothing, whether replayed, late or neither', async () => {
  await using all = await setUp();
  const { relay, subscriber, subscriptionId } = all;
  expect(await all.happens()).toBe(200);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  all.damage(`UPDATE "events" SET "body" = '{"type":'`);
  // About the same subject, at the same moment.
  expect(await all.happens()).toBe(200);
  await until(() => expect(subscriber.requests).toHaveLength(2));
  await relay.call('POST', '/v1/replays', { subscriptionId });
  await until(() => expect(subscriber.requests).toHaveLength(4));
});

test('a damaged replay blocks no delivery', async () => {
  await using all = await setUp();
  const { relay, subscriber, subscriptionId } = all;
  expect(await all.happens()).toBe(200);
  await until(() => expect(subscriber.requests).toHaveLength(1));
  const { body } = await relay.call('POST', '/v1/replays', { subscriptionId });
  await until(() => expect(subscriber.requests).toHaveLength(2));
  const running = `UPDATE "replays" SET "event_types" = '[dam', "status" = 'running', "position" = 0`;
  all.damage(`${running} WHERE "id" = ?`, body.id);
  expect(await all.happens()).toBe(200);
  await until(() => expect(subscriber.requests).toHaveLength(3));
});
