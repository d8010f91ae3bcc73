import { describe, expect, test } from 'vitest';

import type { Ordering } from '../../src/database/entities/subscription.entity.ts';
import type { PendingPlace } from '../../src/database/tables/reorderings.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { laneOf } from '../../src/pipeline/lanes/lane.ts';
import { Random } from '../faults/support/random.ts';
import { queueSetUp, seqs, start } from './delivery-queue-setup.ts';
import type { QueueUnderTest } from './delivery-queue-setup.ts';
import { seedEvent } from './seed.ts';

const orderings: readonly Ordering[] = ['subject', 'connection', 'none'];

/** Later than anything waits. */
const end = start + 1_000_000;

interface PendingRow {
  readonly seq: number;
  readonly lane: string;
}

/**
 * Pending deliveries are moved to the lanes of another ordering in steps, with anything in between
 * that may happen to deliveries, except that nothing new is sent.
 */
export function deliveryReorderingContract(options: {
  readonly engine: string;
  readonly open: () => Promise<QueueUnderTest>;
}): void {
  describe(`another ordering, in steps: ${options.engine}`, () => {
    const setUpQueue = queueSetUp(options.open);

    async function setUp(seed: number) {
      const setup = await setUpQueue('subject');
      const random = new Random(seed);
      let ordering: Ordering = 'subject';
      let events = 0;
      let deliveries = 0;
      const lanes = new Map<number, Record<Ordering, string>>();
      const write = (work: Parameters<typeof setup.database.write>[0]) =>
        setup.database.write(work);
      const enqueue = async (eventSeq: number, replayId?: string): Promise<void> => {
        deliveries += 1;
        const lane = lanes.get(eventSeq)?.[ordering] as string;
        await write((tx) =>
          setup.queue.enqueue(tx, {
            deliveries: [
              {
                subscriptionId: 'sub_a',
                eventSeq,
                lane,
                ...(replayId === undefined ? {} : { cause: 'replay', replayId }),
              },
            ],
            now: start,
          }),
        );
      };
      return Object.assign(setup, {
        random,
        change(): void {
          ordering = random.pick(orderings);
        },
        /** The lane that an event belongs in. */
        laneOf: (eventSeq: number) => lanes.get(eventSeq)?.[ordering],
        async enqueueEvent(): Promise<void> {
          events += 1;
          const subject = random.chance(0.8)
            ? { kind: 'invoice', id: random.pick(['x', 'y']) }
            : null;
          const event = { id: `evt_${events}`, connectionId: random.pick(['con_1', 'con_2']) };
          const eventSeq = await seedEvent(setup.database, {
            ...event,
            ...(subject === null ? {} : { subject }),
          });
          const of = (one: Ordering): string =>
            laneOf({
              ordering: one,
              eventId: event.id,
              connectionId: event.connectionId,
              subjectKind: subject?.kind ?? null,
              subjectId: subject?.id ?? null,
            });
          lanes.set(eventSeq, {
            subject: of('subject'),
            connection: of('connection'),
            none: of('none'),
          });
          await enqueue(eventSeq);
        },
        async replay(): Promise<void> {
          await enqueue(random.integer(1, events), `rpl_${deliveries}`);
        },
        anyOne: () => random.integer(1, deliveries),
        giveUp: (seq: number) =>
          write((tx) => setup.queue.giveUp(tx, { which: { seq }, now: start })),
        retry: async (seq: number) => {
          const status = await statusOf(seq);
          if (status !== 'delivered')
            await write((tx) => setup.queue.retry(tx, { seq, now: start }));
        },
        wake: (anew: boolean) =>
          write((tx) =>
            setup.queue.wakeRetries(tx, {
              subscriptionId: 'sub_a',
              anew,
              now: start,
              limit: 100,
            }),
          ),
        step: (after: PendingPlace | undefined) =>
          setup.database.write(async (tx) => {
            await tx.query(
              `UPDATE "subscriptions" SET "ordering" = '${ordering}' WHERE "id" = 'sub_a'`,
            );
            return setup.queue.reorder(tx, {
              subscriptionId: 'sub_a',
              ordering,
              now: start,
              after,
              limit: random.integer(1, 4),
            });
          }),
        read: <Row>(text: string) => setup.database.read((tx) => tx.query<Row[]>(text)),
      });

      async function statusOf(seq: number): Promise<string | undefined> {
        const [row] = await setup.database.read((tx) =>
          tx.query<{ status: string }[]>(`SELECT "status" FROM "deliveries" WHERE "seq" = ${seq}`),
        );
        return row?.status;
      }
    }

    test.each(['subject', 'connection'] as const)(
      'what an interrupted one left in its lane is sent if the former ordering is restored: %s',
      async (former) => {
        await using setup = await setUpQueue(former);
        await setup.enqueue('x', 'x', 'x');
        const [first] = await setup.claim(1);
        const step = { subscriptionId: 'sub_a', now: start, limit: 1 };
        await setup.database.write((tx) => setup.queue.reorder(tx, { ...step, ordering: 'none' }));
        await setup.settle(first, 'delivered');

        await setup.reorder(former);
        const sent: number[] = [];
        for (let claimed = await setup.claim(); claimed.length > 0; claimed = await setup.claim()) {
          sent.push(...seqs(claimed));
          for (const delivery of claimed) await setup.settle(delivery, 'delivered');
        }
        expect(sent).toEqual([2, 3]);
      },
    );

    test.each(Array.from({ length: 12 }, (_, index) => index + 1))(
      'leaves everything in its lane and in order, whatever happens between two steps: %i',
      async (seed) => {
        await using setup = await setUp(seed);
        const { random } = setup;
        const inFlight: DueDelivery[] = [];
        const settleOne = async (): Promise<void> => {
          const [delivery] = inFlight.splice(random.integer(0, inFlight.length - 1), 1);
          if (delivery === undefined) return;
          await setup.settle(
            delivery,
            random.pick(['delivered', 'dead', { nextAttemptAt: end, counts: random.chance(0.5) }]),
          );
        };
        const happenings: readonly (() => Promise<unknown>)[] = [
          () => setup.enqueueEvent(),
          () => setup.replay(),
          () => setup.giveUp(setup.anyOne()),
          () => setup.retry(setup.anyOne()),
          () => setup.wake(random.chance(0.5)),
          settleOne,
          // As a dispatcher does that finds out only then that nothing may be sent.
          async () => setup.queue.release(await setup.claim(random.integer(1, 3))),
        ];
        for (let count = 0; count < 12; count += 1) await setup.enqueueEvent();
        for (let round = 0; round < 2; round += 1) {
          inFlight.push(...(await setup.claim(random.integer(0, 4))));
          for (let count = 0; count < 4; count += 1) await random.pick(happenings)();
          setup.change();
          let after: PendingPlace | undefined;
          do {
            after = await setup.step(after);
            await random.pick(happenings)();
            // Interrupted, or changed once more: it starts over.
            if (random.chance(0.1)) {
              setup.change();
              after = await setup.step(undefined);
            }
          } while (after !== undefined);
        }
        while (inFlight.length > 0) await settleOne();

        const pending = await setup.read<PendingRow & { readonly event_seq: number }>(
          `SELECT "seq", "event_seq", "lane" FROM "deliveries" WHERE "status" = 'pending'
           ORDER BY "event_seq", "seq"`,
        );
        expect(pending.map(({ lane }) => lane)).toEqual(
          pending.map(({ event_seq }) => setup.laneOf(Number(event_seq))),
        );
        const heads = new Map<string, number>();
        for (const { lane, seq } of pending) if (!heads.has(lane)) heads.set(lane, Number(seq));
        const rows = await setup.read<{ readonly lane: string; readonly head_seq: number }>(
          `SELECT "lane", "head_seq" FROM "lanes"`,
        );
        expect(new Map(rows.map(({ lane, head_seq }) => [lane, Number(head_seq)]))).toEqual(heads);

        // Nothing is in flight any more, so everything can be sent, each once.
        const sent: DueDelivery[] = [];
        for (let claimed = await setup.claim(100, end); claimed.length > 0;) {
          sent.push(...claimed);
          for (const delivery of claimed) await setup.settle(delivery, 'delivered');
          claimed = await setup.claim(100, end);
        }
        expect(sent.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(
          pending.map(({ seq }) => Number(seq)).toSorted((a, b) => a - b),
        );
        for (const lane of heads.keys()) {
          const ofLane = seqs(sent.filter((one) => one.lane === lane));
          expect(ofLane).toEqual(ofLane.toSorted((a, b) => a - b));
        }
      },
      120_000,
    );
  });
}
