import { expect, test } from 'vitest';

import { seedSubscription } from '../support/seed.ts';
import { openTestApp } from '../support/test-app.ts';
import { ApiKeyEntity } from '../../src/database/entities/api-key.entity.ts';
import { SubscriptionEntity } from '../../src/database/entities/subscription.entity.ts';
import { FirstKey } from '../../src/http/resources/api-keys/first-key.ts';

const url = '/v1/api-keys';

/** A relay without any key, as at its first start. */
async function open() {
  const relay = await openTestApp();
  await relay.database.write((transaction) => transaction.entities.clear(ApiKeyEntity));
  return {
    ...relay,
    /** A start that shows the key it created. */
    async start(configured?: string) {
      const made = await relay.app.get(FirstKey).ensure({ configured });
      if (made.generated !== undefined) await relay.app.get(FirstKey).confirmShown();
      return made;
    },
    /** A start that fails, or is killed, after it created a key and before it showed it. */
    failedStart: () => relay.app.get(FirstKey).ensure({ configured: undefined }),
    [Symbol.asyncDispose]: () => relay[Symbol.asyncDispose](),
    async opens(key: string): Promise<boolean> {
      return (await relay.call({ url, key })).status === 200;
    },
    async origins(): Promise<string[]> {
      const rows = await relay.database.read((transaction) =>
        transaction.entities.find(ApiKeyEntity),
      );
      return rows.map(({ origin }) => origin).toSorted();
    },
  };
}

const first = 'first-configured-key-0123456789';
const second = 'second-configured-key-012345678';

test('with nothing configured, the first start creates a key, and no later one does', async () => {
  await using relay = await open();
  const { generated } = await relay.start();
  expect(generated).toMatch(/^irk_[\w-]{43}$/);
  expect(await relay.opens(generated ?? '')).toBe(true);
  expect(await relay.start()).toEqual({ generated: undefined });
  expect(await relay.origins()).toEqual(['generated']);
  expect(relay.log.join('')).not.toContain(generated);
});

test('a configured key is accepted, and none is created', async () => {
  await using relay = await open();
  for (const _ of [1, 2]) expect(await relay.start(first)).toEqual({ generated: undefined });
  expect(await relay.opens(first)).toBe(true);
  expect(await relay.origins()).toEqual(['environment']);
});

test('a changed key replaces the configured one', async () => {
  await using relay = await open();
  await relay.start(first);
  await relay.start(second);
  expect([await relay.opens(first), await relay.opens(second)]).toEqual([false, true]);
  expect(await relay.origins()).toEqual(['environment']);
});

test('subscriptions of the former key belong to nobody, as with any deleted key', async () => {
  await using relay = await open();
  await relay.start(first);
  const { id } = await relay.database.read((tx) =>
    tx.entities.findOneByOrFail(ApiKeyEntity, { origin: 'environment' }),
  );
  await seedSubscription(relay.database, { id: 'sub_a' });
  await relay.database.write((tx) =>
    tx.entities.update(SubscriptionEntity, { id: 'sub_a' }, { apiKeyId: id }),
  );
  await relay.start(second);
  const subscription = await relay.database.read((tx) =>
    tx.entities.findOneByOrFail(SubscriptionEntity, { id: 'sub_a' }),
  );
  expect(subscription.apiKeyId).toBe(null);
});

test('a key that is no longer configured is refused; a new one is created if it was the last', async () => {
  await using relay = await open();
  await relay.start(first);
  const { generated } = await relay.start();
  expect([await relay.opens(first), await relay.opens(generated ?? '')]).toEqual([false, true]);
  await relay.start(first);
  expect(await relay.start()).toEqual({ generated: undefined });
  expect(await relay.origins()).toEqual(['generated']);
});

test('a key created here can be configured later', async () => {
  await using relay = await open();
  const { generated = '' } = await relay.start();
  await relay.start(generated);
  expect(await relay.opens(generated)).toBe(true);
  expect(await relay.origins()).toEqual(['environment']);
});

test('and stays when it is no longer configured, as after a start from a shell that calls the API', async () => {
  await using relay = await open();
  const { generated = '' } = await relay.start();
  await relay.start(generated);
  await relay.start(generated);
  expect(await relay.start()).toEqual({ generated: undefined });
  expect(await relay.opens(generated)).toBe(true);
  expect(await relay.origins()).toEqual(['generated']);
  expect(await relay.start()).toEqual({ generated: undefined });
  expect(await relay.opens(generated)).toBe(true);
});

test('but is removed when another replaces it', async () => {
  await using relay = await open();
  const { generated = '' } = await relay.start();
  await relay.start(generated);
  await relay.start(second);
  expect([await relay.opens(generated), await relay.opens(second)]).toEqual([false, true]);
  expect(await relay.origins()).toEqual(['environment']);
});

test('a configured key with a lesser scope is an administrator’s only while it is configured', async () => {
  await using relay = await open();
  await relay.start(first);
  const { key } = (
    await relay.call({ method: 'POST', url, key: first, body: { name: 'n8n', scopes: ['read'] } })
  ).json;
  await relay.start(key);
  expect((await relay.call({ url, key })).status).toBe(200);
  await relay.start();
  expect((await relay.call({ url, key })).status).toBe(401);
});

test('the API does not delete a key set by the environment', async () => {
  await using relay = await open();
  await relay.start(first);
  const { id } = (await relay.call({ url, key: first })).json.data[0];
  const refused = await relay.call({ method: 'DELETE', url: `${url}/${id}`, key: first });
  expect(refused.json).toMatchObject({ status: 409, code: 'api_key_from_environment' });
  expect(refused.json.detail).toContain('RELAY_API_KEY');
});

test('a key that no start has shown is replaced, and the lost one is refused', async () => {
  await using relay = await open();
  const { generated: lost = '' } = await relay.failedStart();
  const { generated: lostToo = '' } = await relay.failedStart();
  const { generated = '' } = await relay.start();
  expect([await relay.opens(lost), await relay.opens(lostToo)]).toEqual([false, false]);
  expect(await relay.opens(generated)).toBe(true);
  expect(await relay.start()).toEqual({ generated: undefined });
  expect(await relay.origins()).toEqual(['generated']);
});

test('a configured key replaces one that was never shown', async () => {
  await using relay = await open();
  await relay.failedStart();
  expect(await relay.start(first)).toEqual({ generated: undefined });
  expect(await relay.origins()).toEqual(['environment']);
});
