import { minutes } from '../../src/shared/clock/durations.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { sealedColumns } from '../../src/database/vault/sealed-columns.ts';
import { SubscriptionsService } from '../../src/http/resources/subscriptions/subscriptions.service.ts';
import { countTurns } from '../support/count-turns.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

const url = '/v1/subscriptions';

function patch(relay: Resources, id: string, body: object) {
  return relay.call({ method: 'PATCH', url: `${url}/${id}`, body });
}

interface PendingRow {
  readonly lane: string;
  readonly status: string;
  readonly nextAttemptAt: number;
}

function deliveries(relay: Resources): Promise<PendingRow[]> {
  return relay.database.read((transaction) =>
    transaction.query(
      `SELECT "lane", "status", (SELECT "due_at" FROM "lanes" WHERE "head_seq" = "seq") AS "nextAttemptAt"
       FROM "deliveries" ORDER BY "seq"`,
    ),
  );
}

/** As after a failed attempt that disabled the subscription. */
async function disable(relay: Resources, id: string): Promise<void> {
  const [delivery] = await relay.queue.claim({
    demands: [{ subscriptionId: id, limit: 1 }],
    now: relay.clock.now(),
  });
  await relay.database.write(async (transaction) => {
    if (delivery !== undefined) {
      const at = relay.clock.now();
      await relay.queue.settle(transaction, [
        { delivery, at, status: 'pending', nextAttemptAt: at + 60 * minutes, counts: true },
      ]);
    }
    await transaction.query(
      `UPDATE "subscriptions" SET "status" = 'disabled', "disabled_reason" = 'It failed for 5 days.',
         "failing_since" = 1 WHERE "id" = ?`,
      [id],
    );
  });
}

test('a list lets others use the thread between two subscriptions', async () => {
  await using relay = await openResources();
  const ids = new Set<string>();
  for (let count = 0; count < 5; count += 1) ids.add((await relay.subscribe()).id);
  const key = { id: 'key_1', scopes: ['admin'] } as const;
  const service = relay.app.get(SubscriptionsService);
  const list = () => service.list({ query: { limit: 50, after: undefined }, key });
  expect(new Set((await list()).data.map(({ id }) => id))).toEqual(ids);
  expect(await countTurns(list)).toBeGreaterThanOrEqual(ids.size);
});

describe('subscribing', () => {
  test('returns the secret, and shows it at no other time', async () => {
    await using relay = await openResources();

    const answer = await relay.call({
      method: 'POST',
      url,
      body: { url: 'https://subscriber.example/hooks', eventTypes: ['invoice.paid', 'payment.*'] },
      key: relay.keys.subscribe,
    });

    expect(answer.status).toBe(201);
    const { secret, ...shown } = answer.json;
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(shown).toEqual({
      id: expect.stringMatching(/^sub_[0-9a-f]{32}$/),
      url: 'https://subscriber.example/hooks',
      eventTypes: ['invoice.paid', 'payment.*'],
      connectionIds: null,
      ordering: 'subject',
      description: null,
      headerNames: [],
      expect: null,
      maxBytes: null,
      maxPerSecond: null,
      maxInFlight: null,
      pace: { perSecond: null, inFlight: 10, waitsUntil: null, reason: null },
      status: 'active',
      disabledReason: null,
      failingSince: null,
      backlog: { pending: 0, oldestPendingAt: null },
      lastDeliveredAt: null,
      reordering: false,
      apiKeyId: expect.stringMatching(/^key_/),
      expiresAt: null,
      createdAt: '2026-11-20T10:00:00.000Z',
      updatedAt: '2026-11-20T10:00:00.000Z',
    });
    expect((await relay.call({ url: `${url}/${shown.id}` })).json).toEqual(shown);
    expect((await relay.call({ url })).json).toEqual({ data: [shown], next: null });
  });

  test('accepts all fields', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const given = {
      connectionIds: [connectionId],
      ordering: 'connection',
      secret: `whsec_${Buffer.alloc(24, 1).toString('base64')}`,
      description: 'for the bookkeeper',
    };

    expect(await relay.subscribe(given)).toMatchObject(given);
  });

  test('keeps each pattern and connection once', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();

    const subscription = await relay.subscribe({
      eventTypes: ['invoice.*', 'order.*', 'invoice.*'],
      connectionIds: [connectionId, connectionId],
    });

    expect(subscription).toMatchObject({
      eventTypes: ['invoice.*', 'order.*'],
      connectionIds: [connectionId],
    });
  });

  test('allows the configured networks', async () => {
    await using relay = await openResources({
      environment: { RELAY_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8' },
    });

    expect(await relay.subscribe({ url: 'http://127.0.0.1:5432/' })).toMatchObject({
      url: 'http://127.0.0.1:5432/',
    });
  });

  test('refuses a deleted connection', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    await relay.call({ method: 'DELETE', url: `/v1/connections/${connectionId}` });

    await expect(relay.subscribe({ connectionIds: [connectionId] })).rejects.toThrow(
      'connectionIds.0',
    );
  });
});

describe('subscribing wrongly', () => {
  let relay: Resources;
  beforeAll(async () => {
    relay = await openResources();
  });
  afterAll(() => relay[Symbol.asyncDispose]());

  test.each([
    ['an address of the relay’s own network', { url: 'http://127.0.0.1:5432/' }, 'url'],
    ['a URL of another kind', { url: 'ftp://subscriber.example/' }, 'url'],
    ['a connection that is not there', { connectionIds: ['con_1'] }, 'connectionIds.0'],
    ['no connection at all', { connectionIds: [] }, 'connectionIds'],
    ['an event type that is not there', { eventTypes: ['*', 'invoice.payd'] }, 'eventTypes.1'],
    ['no event type at all', { eventTypes: [] }, 'eventTypes'],
    ['a secret that is too short', { secret: 'whsec_c2hvcnQ=' }, 'secret'],
    ['an order that is not there', { ordering: 'random' }, 'ordering'],
    ['a member that is not known', { filter: {} }, 'filter'],
  ])('with %s is refused', async (_, part, path) => {
    const answer = await relay.call({
      method: 'POST',
      url,
      body: { url: 'https://subscriber.example/hooks', eventTypes: ['*'], ...part },
    });

    expect(answer.status).toBe(400);
    expect(answer.json.errors.map((error: { path: string }) => error.path)).toEqual([path]);
  });
});

describe('changing a subscription', () => {
  test('changes only the given fields', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { secret: _, ...subscription } = await relay.subscribe({
      connectionIds: [connectionId],
      description: 'old',
    });

    const answer = await patch(relay, subscription.id, {
      url: 'https://other.example/',
      eventTypes: ['order.*'],
      connectionIds: null,
      description: null,
    });

    expect(answer.json).toEqual({
      ...subscription,
      url: 'https://other.example/',
      eventTypes: ['order.*'],
      connectionIds: null,
      description: null,
    });
    expect((await relay.call({ url: `${url}/${subscription.id}` })).json).toEqual(answer.json);
  });

  test('checks URL and connections as at creation', async () => {
    await using relay = await openResources();
    const { id } = await relay.subscribe();

    const answer = await patch(relay, id, { url: 'http://[::1]/', connectionIds: ['con_1'] });

    expect(answer.json.errors.map(({ path }: { path: string }) => path)).toEqual([
      'url',
      'connectionIds.0',
    ]);
  });

  test('cannot disable it manually', async () => {
    await using relay = await openResources();
    const { id } = await relay.subscribe();

    expect(await patch(relay, id, { status: 'disabled' })).toMatchObject({ status: 400 });
  });

  test('another URL starts without failures', async () => {
    await using relay = await openResources();
    const { id } = await relay.subscribe();
    await disable(relay, id);

    const same = await patch(relay, id, { url: 'https://subscriber.example/hooks' });
    const other = await patch(relay, id, { url: 'https://other.example/' });

    expect(same.json.failingSince).toBe('1970-01-01T00:00:00.001Z');
    expect(other.json).toMatchObject({ failingSince: null, status: 'disabled' });
  });

  test('another order resorts what is pending, and wakes the dispatcher', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { id } = await relay.subscribe({ ordering: 'none' });
    await relay.append({ connectionId, events: [{}, {}] });
    const { length } = relay.woken();

    await patch(relay, id, { ordering: 'connection' });

    expect((await deliveries(relay)).map(({ lane }) => lane)).toEqual([connectionId, connectionId]);
    expect(new Set(relay.woken().slice(length).flat())).toEqual(new Set([id]));
  });
});

describe('enabling a subscription', () => {
  test.each(['paused', 'disabled'])(
    'that was %s catches up with everything it missed',
    async (status) => {
      await using relay = await openResources();
      const { id: connectionId } = await relay.connect();
      const { id } = await relay.subscribe();
      await relay.append({ connectionId, events: [{}, {}] });
      await disable(relay, id);
      if (status === 'paused') await patch(relay, id, { status });
      const { length } = relay.woken();

      const answer = await patch(relay, id, { status: 'active' });

      expect(answer.json).toMatchObject({
        status: 'active',
        disabledReason: null,
        failingSince: null,
      });
      const due = (await deliveries(relay)).map(({ nextAttemptAt }) => nextAttemptAt);
      // Two of one lane: the second follows the first.
      expect(due).toEqual([relay.clock.now(), null]);
      const sending = (await relay.subscribers.load([id])).get(id);
      expect(sending).toMatchObject({ status: 'active', failingSince: null });
      expect(new Set(relay.woken().slice(length).flat())).toEqual(new Set([id]));
    },
  );

  test('pausing clears the relay’s reason', async () => {
    await using relay = await openResources();
    const { id } = await relay.subscribe();
    await disable(relay, id);

    const answer = await patch(relay, id, { status: 'paused' });

    expect(answer.json).toMatchObject({ status: 'paused', disabledReason: null });
  });
});

describe('deleting a subscription', () => {
  test('cancels what is pending and keeps it readable', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { id } = await relay.subscribe();
    await relay.append({ connectionId, events: [{}, {}] });

    const first = await relay.call({ method: 'DELETE', url: `${url}/${id}` });
    const again = await relay.call({ method: 'DELETE', url: `${url}/${id}` });

    expect(first).toMatchObject({ status: 204, text: '' });
    expect(again.status).toBe(404);
    expect((await relay.call({ url })).json.data).toEqual([]);
    const { json } = await relay.call({ url: `/v1/deliveries?subscriptionId=${id}` });
    expect(json.data.map(({ status }: { status: string }) => status)).toEqual([
      'cancelled',
      'cancelled',
    ]);
  });

  test('forgets its secrets', async () => {
    await using relay = await openResources();
    const { id } = await relay.subscribe({ headers: { Authorization: 'Bearer of-theirs' } });
    await relay.call({ method: 'POST', url: `${url}/${id}/rotate-secret` });

    await relay.call({ method: 'DELETE', url: `${url}/${id}` });

    const sealed = sealedColumns.filter(({ table }) => table === 'subscriptions');
    const rows: object[] = await relay.database.read((transaction) =>
      transaction.query(
        `SELECT ${sealed.map(({ column }) => `"${column}"`).join(', ')},
           (SELECT COUNT(*) FROM "rotated_secrets") AS "rotated"
         FROM "subscriptions"`,
      ),
    );
    expect(rows).toHaveLength(1);
    expect(rows.flatMap((row) => Object.values(row)).filter(Boolean)).toEqual([]);
  });

  test('gets no more events', async () => {
    await using relay = await openResources();
    const { id: connectionId } = await relay.connect();
    const { id } = await relay.subscribe();
    await relay.call({ method: 'DELETE', url: `${url}/${id}` });

    await relay.append({ connectionId, events: [{}] });

    expect(await deliveries(relay)).toEqual([]);
  });
});

test('pages through subscriptions, oldest first', async () => {
  await using relay = await openResources();
  const ids: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    ids.push((await relay.subscribe()).id);
    relay.clock.advance(1);
  }

  const first = await relay.call({ url: `${url}?limit=2` });
  const second = await relay.call({ url: `${url}?limit=2&after=${first.json.next}` });

  const idsOf = (page: { data: { id: string }[] }) => page.data.map(({ id }) => id);
  expect([idsOf(first.json), idsOf(second.json)]).toEqual([ids.slice(0, 2), ids.slice(2)]);
  expect(second.json.next).toBeNull();
});

test('reports all problems at once: those of the schema and those only the relay can detect', async () => {
  await using relay = await openResources();
  const { id } = await relay.subscribe();
  const body = { url: 'http://127.0.0.1/', eventTypes: ['invoice.payd'], connectionIds: ['con_1'] };
  for (const call of [
    { method: 'POST', url },
    { method: 'POST', url: `${url}/claim` },
    { method: 'PATCH', url: `${url}/${id}` },
  ] as const) {
    const { json } = await relay.call({ ...call, body, key: relay.keys.subscribe });
    expect(json.errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'connectionIds.0',
      'eventTypes.0',
      'url',
    ]);
  }
});
