import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';
import type { DueDelivery, Outcome } from '../../src/pipeline/lanes/delivery-queue.ts';

const url = '/v1/deliveries';

/** A relay in which three events of one invoice wait for one subscription. */
async function openWaiting(): Promise<
  Resources & { readonly subscriptionId: string; readonly eventIds: readonly string[] }
> {
  const relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const { id: subscriptionId } = await relay.subscribe();
  const eventIds = await relay.append({
    connectionId,
    events: [{ type: 'invoice.created' }, { type: 'invoice.sent' }, { type: 'invoice.paid' }],
  });
  return Object.assign(relay, { subscriptionId, eventIds });
}

/** Makes an attempt for the due delivery, as the dispatcher does. */
async function attempt(
  relay: Resources,
  options: {
    readonly subscriptionId: string;
    readonly status: Outcome['status'];
    readonly answer: number | null;
  },
): Promise<void> {
  const { subscriptionId, status, answer } = options;
  const at = relay.clock.now();
  const [delivery] = await relay.queue.claim({
    demands: [{ subscriptionId, limit: 1 }],
    now: at,
  });
  if (delivery === undefined) throw new Error('nothing is due');
  await relay.database.write(async (transaction) => {
    await transaction.run(
      sql`INSERT INTO "attempts" ("delivery_seq", "started_at", "duration_ms", "status", "error", "response")
          VALUES (${delivery.seq}, ${at}, 7, ${answer}, ${status === 'delivered' ? null : 'went wrong'}, 'said')`,
    );
    await relay.queue.settle(transaction, [outcome({ delivery, at, status })]);
  });
}

function outcome(options: {
  readonly delivery: DueDelivery;
  readonly at: number;
  readonly status: Outcome['status'];
}): Outcome {
  const { delivery, at, status } = options;
  return status === 'pending'
    ? { delivery, at, status, nextAttemptAt: at + 5_000, counts: true }
    : { delivery, at, status };
}

async function ids(relay: Resources, query: string): Promise<string[]> {
  const { json } = await relay.call({ url: `${url}?${query}`, key: relay.keys.read });
  return json.data.map(({ id }: { id: string }) => id);
}

describe('the list', () => {
  test('shows the outcome of each event for each subscription', async () => {
    await using relay = await openWaiting();
    const { subscriptionId, eventIds } = relay;
    await attempt(relay, { subscriptionId, status: 'delivered', answer: 200 });
    await attempt(relay, { subscriptionId, status: 'pending', answer: null });

    const { json } = await relay.call({ url, key: relay.keys.read });

    const common = {
      subscriptionId,
      cause: 'live',
      replayId: null,
      subject: { kind: 'invoice', id: '3971', number: 'INV-0001' },
      createdAt: '2026-11-20T10:00:00.000Z',
    };
    expect(json).toEqual({
      data: [
        {
          ...common,
          id: 'dlv_1',
          eventId: eventIds[0],
          eventType: 'invoice.created',
          status: 'delivered',
          attemptCount: 1,
          nextAttemptAt: null,
          waitsFor: null,
          finishedAt: '2026-11-20T10:00:00.000Z',
        },
        {
          ...common,
          id: 'dlv_2',
          eventId: eventIds[1],
          eventType: 'invoice.sent',
          status: 'pending',
          attemptCount: 1,
          nextAttemptAt: '2026-11-20T10:00:05.000Z',
          waitsFor: null,
          finishedAt: null,
        },
        {
          ...common,
          id: 'dlv_3',
          eventId: eventIds[2],
          eventType: 'invoice.paid',
          status: 'pending',
          attemptCount: 0,
          nextAttemptAt: '2026-11-20T10:00:00.000Z',
          waitsFor: expect.objectContaining({ deliveryId: 'dlv_2', attempts: 1 }),
          finishedAt: null,
        },
      ],
      next: null,
    });
  });

  test('filters by subscription, event and status', async () => {
    await using relay = await openWaiting();
    const { subscriptionId, eventIds } = relay;
    const other = await relay.subscribe({ eventTypes: ['order.*'] });
    await attempt(relay, { subscriptionId, status: 'dead', answer: 500 });

    expect(await ids(relay, `subscriptionId=${subscriptionId}`)).toEqual([
      'dlv_1',
      'dlv_2',
      'dlv_3',
    ]);
    expect(await ids(relay, `subscriptionId=${other.id}`)).toEqual([]);
    expect(await ids(relay, `eventId=${eventIds[1]}`)).toEqual(['dlv_2']);
    expect(await ids(relay, 'eventId=evt_1')).toEqual([]);
    expect(await ids(relay, 'status=dead')).toEqual(['dlv_1']);
    expect(await ids(relay, `status=pending&eventId=${eventIds[0]}`)).toEqual([]);
  });

  test.each([
    ['asc', ['dlv_1', 'dlv_2', 'dlv_3']],
    ['desc', ['dlv_3', 'dlv_2', 'dlv_1']],
  ])('is paginated, %s', async (order, all) => {
    await using relay = await openWaiting();

    const first = await relay.call({ url: `${url}?order=${order}&limit=2` });
    const second = await ids(relay, `order=${order}&limit=2&after=${first.json.next}`);

    const shown = first.json.data.map(({ id }: { id: string }) => id);
    expect([...shown, ...second]).toEqual(all);
  });
});

describe('a single delivery', () => {
  test('lists its attempts and says what it waits for', async () => {
    await using relay = await openWaiting();
    const { subscriptionId } = relay;
    await attempt(relay, { subscriptionId, status: 'pending', answer: 503 });
    relay.clock.advance(5_000);
    await attempt(relay, { subscriptionId, status: 'pending', answer: null });

    const { json: first } = await relay.call({ url: `${url}/dlv_1`, key: relay.keys.read });
    const { json: last } = await relay.call({ url: `${url}/dlv_3` });

    const attempted = {
      durationMs: 7,
      error: 'went wrong',
      response: 'said',
      request: null,
      responseHeaders: null,
    };
    expect(first).toMatchObject({ attemptCount: 2, heldBackBy: null });
    expect(first.attempts).toEqual([
      { ...attempted, number: 1, startedAt: '2026-11-20T10:00:00.000Z', status: 503 },
      { ...attempted, number: 2, startedAt: '2026-11-20T10:00:05.000Z', status: null },
    ]);
    expect(last).toMatchObject({ attemptCount: 0, attempts: [], heldBackBy: 'dlv_1' });
  });

  test('no longer waits for finished deliveries', async () => {
    await using relay = await openWaiting();
    await attempt(relay, { subscriptionId: relay.subscriptionId, status: 'dead', answer: 500 });

    const { json } = await relay.call({ url: `${url}/dlv_2` });

    expect(json).toMatchObject({ status: 'pending', heldBackBy: null });
  });

  test('is held back by none once finished', async () => {
    await using relay = await openWaiting();
    const { subscriptionId } = relay;
    await attempt(relay, { subscriptionId, status: 'dead', answer: 500 });
    await attempt(relay, { subscriptionId, status: 'delivered', answer: 200 });
    await relay.call({ method: 'POST', url: `${url}/dlv_1/retry` });

    const { json } = await relay.call({ url: `${url}/dlv_2` });

    expect(json).toMatchObject({ status: 'delivered', heldBackBy: null });
  });
});

describe('invalid requests', () => {
  let relay: Resources;
  beforeAll(async () => {
    relay = await openWaiting();
  });
  afterAll(() => relay[Symbol.asyncDispose]());

  test.each(['status=lost', 'order=sideways', 'after=xyz', 'limit=0', 'color=red'])(
    'with %s is refused',
    async (query) => {
      expect(await relay.call({ url: `${url}?${query}` })).toMatchObject({ status: 400 });
    },
  );

  test.each(['dlv_9', 'dlv_01', '1', 'dlv_1e3', 'dlv_99999999999999999999'])(
    'for %s finds nothing',
    async (id) => {
      const answer = await relay.call({ url: `${url}/${id}` });

      expect(answer.status).toBe(404);
      expect(answer.json.code).toBe('delivery_not_found');
    },
  );
});

describe('a retry', () => {
  test('makes a dead delivery due now, with a new schedule', async () => {
    await using relay = await openWaiting();
    const { subscriptionId } = relay;
    await attempt(relay, { subscriptionId, status: 'dead', answer: 500 });
    relay.clock.advance(60_000);
    const { length } = relay.woken();

    const answer = await relay.call({
      method: 'POST',
      url: `${url}/dlv_1/retry`,
      key: relay.keys.subscribe,
    });

    expect(answer.status).toBe(202);
    expect(answer.json).toMatchObject({
      id: 'dlv_1',
      status: 'pending',
      nextAttemptAt: '2026-11-20T10:01:00.000Z',
      finishedAt: null,
      attemptCount: 1,
    });
    // Nobody else's deliveries need to be checked, in any process.
    expect(new Set(relay.woken().slice(length).flat())).toEqual(new Set([subscriptionId]));
    const [due] = await relay.queue.claim({
      demands: [{ subscriptionId, limit: 1 }],
      now: relay.clock.now(),
    });
    expect(due).toMatchObject({ seq: 1, attempts: 0 });
  });

  test('makes a pending delivery due at once', async () => {
    await using relay = await openWaiting();
    await attempt(relay, { subscriptionId: relay.subscriptionId, status: 'pending', answer: 500 });

    const answer = await relay.call({ method: 'POST', url: `${url}/dlv_1/retry` });

    expect(answer.json).toMatchObject({
      status: 'pending',
      nextAttemptAt: '2026-11-20T10:00:00.000Z',
    });
  });

  test('of a delivered delivery is refused, with what to do instead', async () => {
    await using relay = await openWaiting();
    const { subscriptionId, eventIds } = relay;
    await attempt(relay, { subscriptionId, status: 'delivered', answer: 200 });

    const answer = await relay.call({ method: 'POST', url: `${url}/dlv_1/retry` });

    expect(answer.status).toBe(409);
    expect(answer.json.code).toBe('delivery_delivered');
    expect(answer.json.detail).toContain(`/v1/events/${eventIds[0]}`);
  });

  test('is refused once its subscription is deleted', async () => {
    await using relay = await openWaiting();
    await relay.call({ method: 'DELETE', url: `/v1/subscriptions/${relay.subscriptionId}` });

    const answer = await relay.call({ method: 'POST', url: `${url}/dlv_1/retry` });

    expect(answer.status).toBe(409);
    expect(answer.json.code).toBe('subscription_deleted');
    expect((await relay.call({ url: `${url}/dlv_1` })).json.status).toBe('cancelled');
  });

  test('requires a delivery and the scope subscribe', async () => {
    await using relay = await openWaiting();
    const retry = { method: 'POST', url: `${url}/dlv_9/retry` } as const;

    expect(await relay.call(retry)).toMatchObject({ status: 404 });
    expect(await relay.call({ ...retry, key: relay.keys.read })).toMatchObject({ status: 403 });
  });
});
