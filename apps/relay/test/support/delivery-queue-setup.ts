import type { Database } from '../../src/database/database.ts';
import type { Ordering } from '../../src/database/entities/subscription.entity.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { PendingPlace } from '../../src/database/tables/reorderings.ts';
import type {
  DeliveryQueue,
  DueDelivery,
  NewDelivery,
} from '../../src/pipeline/lanes/delivery-queue.ts';
import { laneOf } from '../../src/pipeline/lanes/lane.ts';
import { seedEvent, seedSubscription } from './seed.ts';

/** A queue on its own database; `restart` shows what is left after a kill. */
export interface QueueUnderTest extends AsyncDisposable {
  readonly database: Database;
  readonly queue: DeliveryQueue;
  restart(): Promise<{ readonly database: Database; readonly queue: DeliveryQueue }>;
}

/** The moment at which every test starts. Epoch milliseconds. */
export const start = 1_000_000;

/** Creates queues for the contract of an engine. */
export function queueSetUp(open: () => Promise<QueueUnderTest>) {
  /**
   * Creates a subscription `sub_a` and a way to enqueue events of invoices, named by letter, for
   * it.
   */
  async function setUp(ordering: Ordering = 'subject') {
    const under = await open();
    let { database, queue } = under;
    await seedSubscription(database, { id: 'sub_a', ordering });
    let count = 0;
    return {
      get database() {
        return database;
      },
      get queue() {
        return queue;
      },
      async restart() {
        ({ database, queue } = await under.restart());
      },
      /** `enqueue('x', 'x', 'y')`: two events of invoice x, one of y. */
      async enqueue(...subjects: string[]): Promise<void> {
        await this.enqueueFor('sub_a', ...subjects);
      },
      async enqueueFor(subscriptionId: string, ...subjects: string[]): Promise<void> {
        const deliveries: NewDelivery[] = [];
        for (const subject of subjects) {
          count += 1;
          const event = {
            id: `evt_${count}`,
            connectionId: subject === 'z' ? 'con_2' : 'con_1',
            subject: { kind: 'invoice', id: subject },
          };
          deliveries.push({
            subscriptionId,
            eventSeq: await seedEvent(database, event),
            lane: laneOf({
              ordering,
              eventId: event.id,
              connectionId: event.connectionId,
              subjectKind: 'invoice',
              subjectId: subject,
            }),
          });
        }
        await database.write((transaction) =>
          queue.enqueue(transaction, { deliveries, now: start }),
        );
      },
      /** @param atOnce how many are examined in one transaction */
      async reorder(to: Ordering, atOnce = 1): Promise<void> {
        let after: PendingPlace | undefined;
        do {
          after = await database.write(async (tx) => {
            await tx.run(sql`UPDATE "subscriptions" SET "ordering" = ${to} WHERE "id" = 'sub_a'`);
            return queue.reorder(tx, {
              subscriptionId: 'sub_a',
              ordering: to,
              now: start,
              after,
              limit: atOnce,
            });
          });
        } while (after !== undefined);
      },
      async claim(limit = 100, now = start): Promise<readonly DueDelivery[]> {
        return queue.claim({
          demands: [{ subscriptionId: 'sub_a', limit }],
          now,
        });
      },
      async settle(
        delivery: DueDelivery | undefined,
        outcome:
          | 'delivered'
          | 'dead'
          | { readonly nextAttemptAt: number; readonly counts?: boolean },
      ): Promise<void> {
        if (delivery === undefined) throw new Error('nothing was claimed');
        await database.write((transaction) =>
          queue.settle(transaction, [
            typeof outcome === 'string'
              ? { delivery, at: start, status: outcome }
              : { delivery, at: start, status: 'pending', counts: true, ...outcome },
          ]),
        );
      },
      [Symbol.asyncDispose]: () => under[Symbol.asyncDispose](),
    };
  }
  return setUp;
}

/** Without their claims, which are new each time. */
export const bare = (deliveries: readonly DueDelivery[]) =>
  deliveries.map(({ claim, ...delivery }) => ({ ...delivery, claimed: claim !== undefined }));
export const seqs = (deliveries: readonly DueDelivery[]) =>
  deliveries.map(({ eventSeq }) => eventSeq);
