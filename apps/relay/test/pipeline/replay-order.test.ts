import { expect, test } from 'vitest';

import { ReplayEntity } from '../../src/database/entities/replay.entity.ts';
import type { Ordering } from '../../src/database/entities/subscription.entity.ts';
import type { Subscriber } from '../../src/database/stores/subscriber-store.ts';
import { EmbeddedJobStore } from '../../src/jobs/embedded-job-store.ts';
import { DispatchStore } from '../../src/pipeline/dispatch/dispatch-store.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { ReplayCancellation } from '../../src/pipeline/replay/replay-cancellation.ts';
import { ReplayHandler } from '../../src/pipeline/replay/replay-handler.ts';
import { ReplayOrder } from '../../src/pipeline/replay/replay-order.ts';
import { openResources } from '../support/resources.ts';
import { insertRunningReplay } from '../support/running-replay.ts';

const chunk = 200;

/**
 * A log with `events` events, the last of which is about `subject`, and a replay of it that has
 * created its first chunk of deliveries.
 */
async function setUp(
  options: {
    readonly ordering?: Ordering;
    /** The replay has not begun; `begin` starts it. */
    readonly later?: boolean;
  } = {},
) {
  const relay = await openResources();
  const { database, queue, clock } = relay;
  const { id: connectionId } = await relay.connect();
  const about = (id: string) => ({ subject: { kind: 'invoice' as const, id, number: null } });
  await relay.append({
    connectionId,
    events: [
      ...Array.from({ length: chunk }, (_, index) => about(`other ${index}`)),
      about('one'),
      about('one'),
      about('two'),
    ],
  });
  const { id: subscriptionId } = await relay.subscribe(
    options.ordering === undefined ? {} : { ordering: options.ordering },
  );
  const id = 'rpl_1';
  const jobs = new EmbeddedJobStore(database);
  const cancellation = new ReplayCancellation(database, queue, jobs, clock);
  const handler = new ReplayHandler(database, queue, jobs, clock, cancellation);
  const order = new ReplayOrder({ database, queue, clock });
  const store = new DispatchStore({
    database,
    subscribers: relay.subscribers,
    operational: new OperationalLog({ database, queue }),
  });
  const [subscriber] = (await relay.subscribers.load([subscriptionId])).values();
  const subscribers = new Map([[subscriptionId, subscriber as Subscriber]]);
  const run = () => handler.run({ job: { kind: 'replay', key: id, claim: 'x' } });
  const begin = async (): Promise<void> => {
    await insertRunningReplay(database, { id, subscriptionId, events: chunk + 3 });
    await run();
  };
  if (options.later !== true) await begin();
  return Object.assign(relay, {
    begin,
    run,
    happens: (subject: string) => relay.append({ connectionId, events: [about(subject)] }),
    /**
     * Sends in order, one after the other, until nothing is due. @returns the places in the log of
     * what was sent
     */
    async deliverAll(whileClaimed = async () => {}): Promise<number[]> {
      const sent: number[] = [];
      for (;;) {
        const claimed = await queue.claim({
          demands: [{ subscriptionId, limit: 10_000 }],
          now: clock.now(),
        });
        if (claimed.length === 0) return sent;
        await whileClaimed();
        await order.bringForward(claimed);
        const ready = await store.load({ deliveries: claimed, subscribers });
        const admitted = ready.map(({ delivery }) => delivery);
        await queue.release(claimed.filter((one) => !admitted.includes(one)));
        await database.write((tx) =>
          queue.settle(
            tx,
            admitted.map((delivery) => ({ delivery, at: clock.now(), status: 'delivered' })),
          ),
        );
        sent.push(...admitted.map(({ eventSeq }) => eventSeq));
      }
    },
    progress: () => database.read((tx) => tx.entities.findOneByOrFail(ReplayEntity, { id })),
  });
}

test('a live event waits for older ones of its subject that a replay has yet to bring', async () => {
  await using relay = await setUp();
  await relay.happens('one');
  await relay.happens('three');

  const sent = await relay.deliverAll();

  const last = chunk + 3;
  expect(sent.filter((seq) => seq > chunk)).toHaveLength(4);
  // Events about another subject wait for nothing.
  expect(sent.indexOf(last + 2)).toBeLessThanOrEqual(sent.indexOf(chunk + 1));
  expect(sent.filter((seq) => [chunk + 1, chunk + 2, last + 1].includes(seq))).toEqual([
    chunk + 1,
    chunk + 2,
    last + 1,
  ]);

  // The replay creates what is left, and nothing twice.
  expect(await relay.run()).toBe('done');
  expect(await relay.deliverAll()).toEqual([chunk + 3]);
  expect(await relay.progress()).toMatchObject({ status: 'done', enqueued: chunk + 3 });
});

test('a replay that ends just then holds back what was claimed before its last chunk', async () => {
  await using relay = await setUp();
  await relay.happens('one');
  const sent = await relay.deliverAll(async () => {
    await relay.run();
  });
  expect(await relay.progress()).toMatchObject({ status: 'done' });
  const last = chunk + 3;
  expect(sent.filter((seq) => [chunk + 1, chunk + 2, last + 1].includes(seq))).toEqual([
    chunk + 1,
    chunk + 2,
    last + 1,
  ]);
  expect(sent).toHaveLength(last + 1);
});

test('a replay that begins just then holds back what was claimed before it began', async () => {
  await using relay = await setUp({ later: true });
  await relay.happens('one');
  let begins = true;
  const sent = await relay.deliverAll(async () => {
    if (begins) await relay.begin();
    begins = false;
  });
  const last = chunk + 3;
  expect(sent.filter((seq) => [chunk + 1, chunk + 2, last + 1].includes(seq))).toEqual([
    chunk + 1,
    chunk + 2,
    last + 1,
  ]);
});

test('with one lane for a connection, a live event waits for everything the replay has yet to bring', async () => {
  await using relay = await setUp({ ordering: 'connection' });
  await relay.happens('three');
  const sent = await relay.deliverAll();
  expect(sent).toEqual(Array.from({ length: chunk + 4 }, (_, index) => index + 1));
  expect(await relay.run()).toBe('done');
  expect(await relay.deliverAll()).toEqual([]);
});

test('without an order it waits for nothing', async () => {
  await using relay = await setUp({ ordering: 'none' });
  await relay.happens('one');
  expect(await relay.deliverAll()).toHaveLength(chunk + 1);
});

test('a cancelled replay holds back nothing', async () => {
  await using relay = await setUp();
  await relay.happens('one');
  await relay.database.write((tx) =>
    tx.entities.update(ReplayEntity, { id: 'rpl_1' }, { status: 'cancelled' }),
  );
  expect(await relay.deliverAll()).toHaveLength(chunk + 1);
});

test('finding older events takes one lookup, however long the log is', async () => {
  await using relay = await setUp();
  const plan = await relay.database.read((tx) =>
    tx.query<{ detail: string }[]>(
      `EXPLAIN QUERY PLAN SELECT e."seq" FROM "events" e WHERE e."seq" > 1 AND e."seq" < 9
         AND (e."subject_id", e."connection_id", e."subject_kind") = (
           SELECT h."subject_id", h."connection_id", h."subject_kind" FROM "events" h
           WHERE h."seq" = 9) ORDER BY e."seq" LIMIT 1`,
    ),
  );
  expect(plan[0]?.detail).toMatch(/SEARCH e USING .*INDEX events_subject/);
});
