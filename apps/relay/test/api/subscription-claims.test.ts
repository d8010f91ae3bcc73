import { minutes } from '../../src/shared/clock/durations.ts';
import pino from 'pino';
import { describe, expect, test } from 'vitest';

import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';
import { JobRunner } from '../../src/jobs/job-runner.ts';
import type { JobStore } from '../../src/jobs/job-store.ts';
import { JOB_STORE } from '../../src/shared/tokens.ts';
import type { Json } from '../support/test-app.ts';
import { SubscriptionExpiry } from '../../src/http/resources/subscriptions/subscription-expiry.ts';

const url = '/v1/subscriptions';
const hook = 'https://subscriber.example/hooks';

async function claim(
  relay: Resources,
  body: object = {},
  key: string = relay.keys.subscribe,
): Promise<Json> {
  const answer = await relay.call({
    method: 'POST',
    url: `${url}/claim`,
    body: { url: hook, eventTypes: ['*'], ...body },
    key,
  });
  expect(answer.status).toBe(200);
  return answer.json;
}

async function release(relay: Resources, id: string, body?: object): Promise<Json> {
  const call = { method: 'POST', url: `${url}/${id}/release`, key: relay.keys.subscribe } as const;
  const answer = await relay.call(body === undefined ? call : { ...call, body });
  expect(answer.status).toBe(200);
  return answer.json;
}

async function anotherKey(relay: Resources): Promise<string> {
  const body = { name: 'another', scopes: ['subscribe'] };
  return (await relay.call({ method: 'POST', url: '/v1/api-keys', body })).json.key;
}

function pending(relay: Resources): Promise<{ seq: number; lane: string }[]> {
  return relay.database.read((transaction) =>
    transaction.query(
      `SELECT "seq", "lane" FROM "deliveries" WHERE "status" = 'pending' ORDER BY "seq"`,
    ),
  );
}

/** Runs what is due, as the relay does. */
function startJobs(relay: Resources): JobRunner {
  const runner = new JobRunner({
    database: relay.database,
    store: relay.app.get<JobStore>(JOB_STORE),
    handlers: [relay.app.get(SubscriptionExpiry)],
    clock: relay.clock,
    logger: pino({ level: 'silent' }),
  });
  void runner.start();
  return runner;
}

/** A round of the runner may have read the clock just before it was advanced. */
async function untilGone(relay: Resources, id: string): Promise<void> {
  await expect
    .poll(async () => {
      relay.clock.advance(1);
      return (await relay.call({ url: `${url}/${id}` })).status;
    })
    .toBe(404);
}

function setState(relay: Resources, id: string, set: string): Promise<unknown> {
  return relay.database.write((transaction) =>
    transaction.query(`UPDATE "subscriptions" SET ${set} WHERE "id" = ?`, [id]),
  );
}

describe('a claim', () => {
  test('creates a subscription where there is none', async () => {
    await using relay = await openResources();

    const { claimed, secret, ...subscription } = await claim(relay);

    expect(claimed).toBe(false);
    expect(secret).toMatch(/^whsec_/);
    expect((await relay.call({ url: `${url}/${subscription.id}` })).json).toEqual(subscription);
  });

  test('takes over an existing one, with its secret, changed as requested', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const first = await claim(relay, { description: 'old', connectionIds: [connectionId] });

    const second = await claim(relay, { eventTypes: ['order.*'] });

    expect(second).toEqual({
      ...first,
      claimed: true,
      eventTypes: ['order.*'],
      connectionIds: null,
      description: null,
    });
    expect((await relay.call({ url })).json.data).toHaveLength(1);
  });

  test('creates one, however many come at once', async () => {
    await using relay = await openResources();

    const answers = await Promise.all(Array.from({ length: 10 }, () => claim(relay)));

    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(new Set(answers.map(({ secret }) => secret)).size).toBe(1);
    expect(answers.filter(({ claimed }) => !claimed)).toHaveLength(1);
  });

  test.each(['paused', 'disabled', 'released'])(
    'enables one that was %s, gently and with its whole backlog, in order',
    async (status) => {
      await using relay = await openResources();
      const { id: connectionId } = await relay.connect();
      const { id } = await claim(relay);
      await relay.append({ connectionId, events: [{}, {}] });
      await setState(
        relay,
        id,
        `"status" = '${status}', "disabled_reason" = 'failed', "failing_since" = 1`,
      );
      await relay.append({ connectionId, events: [{}] });
      const before = await pending(relay);
      const { length } = relay.woken();

      const answer = await claim(relay);

      expect(answer).toMatchObject({
        id,
        claimed: true,
        status: 'active',
        disabledReason: null,
        failingSince: null,
        expiresAt: null,
      });
      expect(await pending(relay)).toEqual(before);
      expect((await relay.subscribers.load([id])).get(id)).toMatchObject({ status: 'active' });
      expect(new Set(relay.woken().slice(length).flat())).toEqual(new Set([id]));
    },
  );

  test('of a failing one immediately tries what waits for a later attempt', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { id } = await claim(relay);
    await relay.append({ connectionId, events: [{}] });
    const demands = [{ subscriptionId: id, limit: 1 }];
    const at = relay.clock.now();
    const [delivery] = await relay.queue.claim({ demands, now: at });
    await relay.database.write((transaction) =>
      relay.queue.settle(transaction, [
        {
          delivery: delivery!,
          at,
          status: 'pending',
          nextAttemptAt: at + 60 * minutes,
          counts: true,
        },
      ]),
    );
    await setState(relay, id, '"failing_since" = 1');
    expect(await relay.queue.claim({ demands, now: at })).toEqual([]);

    await claim(relay);

    expect(await relay.queue.claim({ demands, now: at })).toHaveLength(1);
  });

  test('with another order resorts the backlog', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    await claim(relay, { ordering: 'none' });
    await relay.append({ connectionId, events: [{}, {}] });

    await claim(relay, { ordering: 'connection' });

    expect((await pending(relay)).map(({ lane }) => lane)).toEqual([connectionId, connectionId]);
  });

  test('with the caller’s own secret uses that, and the old one keeps signing', async () => {
    await using relay = await openResources();
    const { id, secret: old } = await claim(relay);
    const secret = `whsec_${Buffer.alloc(24, 1).toString('base64')}`;

    expect(await claim(relay, { secret })).toMatchObject({ secret });
    expect(await claim(relay, { secret })).toMatchObject({ secret });

    const sending = (await relay.subscribers.load([id])).get(id);
    expect(sending).toMatchObject({ secrets: [secret, old] });
  });

  test.each([`${hook}/`, `${hook}?a=1`, 'https://SUBSCRIBER.example/hooks'])(
    'requires exactly this URL, not %s',
    async (other) => {
      await using relay = await openResources();
      const { id } = await claim(relay);

      expect((await claim(relay, { url: other })).id).not.toBe(id);
    },
  );

  test('does not restore a deleted one', async () => {
    await using relay = await openResources();
    const { id } = await claim(relay);
    await relay.call({ method: 'DELETE', url: `${url}/${id}` });

    expect(await claim(relay)).toMatchObject({ claimed: false });
  });

  test('leaves those of other keys alone', async () => {
    await using relay = await openResources();
    const { id, secret } = await claim(relay);

    const other = await claim(relay, {}, await anotherKey(relay));

    expect(other.claimed).toBe(false);
    expect([other.id, other.secret]).not.toContain(id);
    expect(other.secret).not.toBe(secret);
  });

  test('prefers the key’s own, then one in use', async () => {
    await using relay = await openResources();
    const ownerless = await relay.subscribe();
    await setState(relay, ownerless.id, '"api_key_id" = NULL');
    const paused = await relay.subscribe();
    await setState(relay, paused.id, `"status" = 'paused'`);
    const active = await relay.subscribe();

    expect(await claim(relay)).toMatchObject({ id: active.id, claimed: true });
  });

  test('refuses what a creation refuses', async () => {
    await using relay = await openResources();

    const answer = await relay.call({
      method: 'POST',
      url: `${url}/claim`,
      body: { url: 'http://127.0.0.1/', eventTypes: ['*'], connectionIds: ['con_1'] },
    });

    expect(answer.status).toBe(400);
    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual([
      'url',
      'connectionIds.0',
    ]);
  });
});

describe('a released subscription', () => {
  test('keeps its backlog and new events, delivers nothing, and can be claimed', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { id, secret } = await claim(relay);
    await relay.append({ connectionId, events: [{}] });

    expect(await release(relay, id)).toMatchObject({
      status: 'released',
      expiresAt: '2026-11-20T10:15:00.000Z',
    });
    await relay.append({ connectionId, events: [{}] });

    expect(await pending(relay)).toHaveLength(2);
    expect(await relay.queue.subscriptionsWithPending()).toEqual([]);
    expect(await claim(relay)).toMatchObject({ id, secret, claimed: true, status: 'active' });
    expect(await pending(relay)).toHaveLength(2);
  });

  test('is deleted after the retention period, and its backlog is cancelled', async () => {
    await using relay = await openResources();
    const jobs = startJobs(relay);
    const { id: connectionId } = await relay.connect();
    const { id } = await claim(relay);
    await relay.append({ connectionId, events: [{}] });
    await release(relay, id, { restSeconds: 60 });

    relay.clock.advance(59_999);
    expect((await relay.call({ url: `${url}/${id}` })).status).toBe(200);
    relay.clock.advance(1);

    await untilGone(relay, id);
    expect(await pending(relay)).toEqual([]);
    expect(relay.log.join('')).toContain('subscription expired');
    await jobs.stop({ graceMs: 0 });
  });

  test('still expires earlier if it was going to', async () => {
    await using relay = await openResources();
    const { id, expiresAt } = await claim(relay, { expiresInSeconds: 120 });

    expect(expiresAt).toBe('2026-11-20T10:02:00.000Z');
    expect(await release(relay, id)).toMatchObject({ expiresAt });
  });

  test('stays if it is activated manually', async () => {
    await using relay = await openResources();
    const { id } = await claim(relay);
    await release(relay, id);

    const answer = await relay.call({
      method: 'PATCH',
      url: `${url}/${id}`,
      body: { status: 'active' },
    });

    expect(answer.json).toMatchObject({ status: 'active', expiresAt: null });
  });
});

describe('a subscription that expires', () => {
  test('is deleted then, unless it was claimed for longer', async () => {
    await using relay = await openResources();
    const jobs = startJobs(relay);
    const tried = await claim(relay, { url: `${hook}/test`, expiresInSeconds: 120 });
    const kept = await claim(relay, { url: `${hook}/kept`, expiresInSeconds: 120 });
    expect(await claim(relay, { url: `${hook}/kept` })).toMatchObject({ expiresAt: null });

    relay.clock.advance(120_000);

    await untilGone(relay, tried.id);
    expect((await relay.call({ url: `${url}/${kept.id}` })).status).toBe(200);
    await jobs.stop({ graceMs: 0 });
  });

  test.each([9, 2_592_001, 1.5, '60'])('does so after a sensible time, not %j', async (seconds) => {
    await using relay = await openResources();
    const body = { url: hook, eventTypes: ['*'], expiresInSeconds: seconds };
    const answer = await relay.call({ method: 'POST', url, body });
    expect(answer.json.errors).toMatchObject([{ path: 'expiresInSeconds' }]);
  });
});
