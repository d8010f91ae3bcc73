import { days } from '../../src/shared/clock/durations.ts';
import { randomBytes } from 'node:crypto';

import { expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { sealSubscriberUrls } from '../../src/database/stores/seal-subscriber-urls.ts';
import { secretPlace } from '../../src/database/stores/subscription-secrets.ts';
import { Vault } from '../../src/database/vault/vault.ts';
import type { Resources } from '../support/resources.ts';

async function subscriberOf(relay: Resources, id: string) {
  return (await relay.subscribers.load([id])).get(id);
}

async function secretsOf(relay: Resources, id: string) {
  const subscriber = await subscriberOf(relay, id);
  return subscriber !== undefined && 'secrets' in subscriber ? subscriber.secrets : undefined;
}

function rotate(relay: Resources, id: string, body?: object) {
  return relay.call({ method: 'POST', url: `/v1/subscriptions/${id}/rotate-secret`, body });
}

test('an attempt gets the URL, secrets and status of subscriptions that are not deleted', async () => {
  await using relay = await openResources();
  const { id, secret } = await relay.subscribe();
  const gone = await relay.subscribe();
  await relay.call({ method: 'DELETE', url: `/v1/subscriptions/${gone.id}` });

  const found = await relay.subscribers.load([id, gone.id, 'sub_1']);

  expect([...found.values()]).toEqual([
    {
      id,
      url: 'https://subscriber.example/hooks',
      secrets: [secret],
      status: 'active',
      failingSince: null,
      headers: {},
      expect: undefined,
      maxBytes: null,
      pace: { maxPerSecond: null, maxInFlight: null },
    },
  ]);
  expect(await relay.subscribers.load([])).toEqual(new Map());
});

test('both secrets sign during the overlap', async () => {
  await using relay = await openResources();
  const { id, secret } = await relay.subscribe();

  const { json: rotated } = await rotate(relay, id, { overlapSeconds: 60 });

  expect(rotated.secret).toMatch(/^whsec_/);
  expect(rotated.secret).not.toBe(secret);
  relay.clock.advance(59_999);
  expect(await secretsOf(relay, id)).toEqual([rotated.secret, secret]);
  relay.clock.advance(1);
  expect(await secretsOf(relay, id)).toEqual([rotated.secret]);
});

test('the overlap is a day by default, and can be zero', async () => {
  await using relay = await openResources();
  const { id, secret } = await relay.subscribe();

  const { json: first } = await rotate(relay, id);
  relay.clock.advance(1 * days - 1);
  expect(await secretsOf(relay, id)).toEqual([first.secret, secret]);

  const { json: second } = await rotate(relay, id, { overlapSeconds: 0 });
  expect(await secretsOf(relay, id)).toEqual([second.secret]);
});

test('each secret keeps signing for the overlap of its own rotation', async () => {
  await using relay = await openResources();
  const { id, secret } = await relay.subscribe();
  const { json: second } = await rotate(relay, id, { overlapSeconds: 100 });
  relay.clock.advance(1);
  const { json: third } = await rotate(relay, id, { overlapSeconds: 60 });

  expect(await secretsOf(relay, id)).toEqual([third.secret, second.secret, secret]);
  relay.clock.advance(60_000);
  expect(await secretsOf(relay, id)).toEqual([third.secret, secret]);
  relay.clock.advance(40_000);
  expect(await secretsOf(relay, id)).toEqual([third.secret]);
});

test('at most six secrets sign side by side; ending them makes room', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  for (let count = 0; count < 5; count += 1) {
    expect((await rotate(relay, id)).status).toBe(200);
  }

  const refused = await rotate(relay, id);

  expect(refused.json).toMatchObject({ status: 409, code: 'too_many_rotations' });
  expect(await secretsOf(relay, id)).toHaveLength(6);
  expect((await rotate(relay, id, { overlapSeconds: 0 })).status).toBe(200);
  expect(await secretsOf(relay, id)).toHaveLength(1);
});

test('a given secret replaces the previous one, which keeps signing for a day', async () => {
  await using relay = await openResources();
  const { id, secret } = await relay.subscribe();
  const given = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

  const answer = await relay.call({
    method: 'PATCH',
    url: `/v1/subscriptions/${id}`,
    body: { secret: given },
  });

  expect(answer.text).not.toContain(given);
  relay.clock.advance(1 * days - 1);
  expect(await secretsOf(relay, id)).toEqual([given, secret]);
  relay.clock.advance(1);
  expect(await secretsOf(relay, id)).toEqual([given]);
});

test.each([-1, 1.5, 31 * 86_400, '60'])('refuses an overlap of %j', async (overlapSeconds) => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();

  const answer = await rotate(relay, id, { overlapSeconds });

  expect(answer.status).toBe(400);
  expect(answer.json.errors[0].path).toBe('overlapSeconds');
});

test('no secret and no URL is on disk in clear text', async () => {
  await using relay = await openResources();
  const url = 'https://subscriber.example/path-that-is-a-secret';
  const { id, secret } = await relay.subscribe({ url });
  const { json: rotated } = await rotate(relay, id);

  const disk = await relay.disk();

  expect(disk.includes(id)).toBe(true);
  for (const text of [secret, rotated.secret]) {
    expect(disk.includes(text.slice('whsec_'.length))).toBe(false);
  }
  expect(disk.includes('path-that-is-a-secret')).toBe(false);
});

test('a URL that an earlier version stored in clear text is sealed, and works as before', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  const url = 'https://subscriber.example/from-before';
  await relay.database.write((tx) =>
    tx.run(sql`UPDATE "subscriptions" SET "url" = ${url}, "url_hash" = NULL WHERE "id" = ${id}`),
  );
  const { database, vault } = relay;

  expect(await sealSubscriberUrls({ database, vault })).toBe(1);
  expect(await sealSubscriberUrls({ database, vault })).toBe(0);

  expect(await subscriberOf(relay, id)).toMatchObject({ url });
  const claim = { method: 'POST', url: '/v1/subscriptions/claim' } as const;
  const { json } = await relay.call({ ...claim, body: { url, eventTypes: ['*'] } });
  expect(json).toMatchObject({ id, claimed: true, url });
});

test('a damaged row affects only its own subscription', async () => {
  await using relay = await openResources();
  const good = await relay.subscribe();
  const [badUrl, badSecret, badHeaders, badExpectation] = [
    await relay.subscribe(),
    await relay.subscribe(),
    await relay.subscribe(),
    await relay.subscribe(),
  ];
  await relay.database.write(async (tx) => {
    for (const [id, column] of [
      [badUrl.id, sql`"url"`],
      [badSecret.id, sql`"secret"`],
      [badHeaders.id, sql`"headers"`],
      [badExpectation.id, sql`"expectation"`],
    ] as const) {
      await tx.run(sql`UPDATE "subscriptions" SET ${column} = 'damaged' WHERE "id" = ${id}`);
    }
  });

  const found = await relay.subscribers.load([
    badUrl.id,
    badSecret.id,
    good.id,
    badHeaders.id,
    badExpectation.id,
  ]);

  expect(found.get(good.id)).toMatchObject({ secrets: [good.secret] });
  for (const { id } of [badUrl, badSecret, badHeaders, badExpectation]) {
    expect(found.get(id)).toEqual({
      id,
      status: 'active',
      damage: expect.stringMatching(/cannot read.*set it active/),
      lacksKey: false,
    });
  }
});

test('a row that was encrypted with another key is told from a damaged one', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  const sealed = new Vault(randomBytes(32)).seal('whsec_elsewhere', secretPlace(id));
  await relay.database.write((tx) =>
    tx.run(sql`UPDATE "subscriptions" SET "secret" = ${sealed} WHERE "id" = ${id}`),
  );
  expect(await subscriberOf(relay, id)).toMatchObject({ status: 'active', lacksKey: true });
});
