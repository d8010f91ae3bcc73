import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { sql } from '../../src/database/sql/sql.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import type { DueDelivery } from '../../src/pipeline/lanes/delivery-queue.ts';
import { OperationalLog } from '../../src/pipeline/operational/operational-log.ts';
import { recordAttempts } from '../../src/pipeline/record/record-attempts.ts';
import { openResources } from '../support/resources.ts';

/*
 * PostgreSQL may end any transaction as the victim of a deadlock, at any of its statements. The work
 * is run again, and must leave what it would have left the first time.
 */

const statements = new Set<string | symbol>([
  'all',
  'first',
  'run',
  'each',
  'insertMany',
  'takeTurn',
]);

/** Lets one statement of the next transactions fail. */
function deadlocks(database: Database) {
  const write = database.write.bind(database);
  let left = Number.POSITIVE_INFINITY;
  const failing = (transaction: Transaction): Transaction =>
    new Proxy(transaction, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name);
        if (typeof member !== 'function') return member;
        return (...given: unknown[]): unknown => {
          if (statements.has(name)) left -= 1;
          if (left !== 0) return Reflect.apply(member, target, given);
          left = Number.POSITIVE_INFINITY;
          return Promise.reject(Object.assign(new Error('deadlock detected'), { code: '40P01' }));
        };
      },
    });
  database.write = (work, options) => write((tx) => work(failing(tx)), options);
  return {
    /**
     * Runs work whose statement with this number, from 1, is the victim.
     *
     * @returns the result, and whether there was such a statement
     */
    async at<T>(number: number, work: () => Promise<T>) {
      left = number;
      const result = await work();
      const wasHit = left === Number.POSITIVE_INFINITY;
      left = Number.POSITIVE_INFINITY;
      return { result, wasHit };
    },
  };
}

/** A relay with a connection and a subscription, and a way to ask its database. */
async function setUp() {
  const relay = await openResources();
  const { id: connectionId } = await relay.connect();
  const { id: subscriptionId } = await relay.subscribe();
  const { database, queue, clock } = relay;
  const about = (id: string) => ({ subject: { kind: 'invoice' as const, id, number: null } });
  return Object.assign(relay, {
    connectionId,
    subscriptionId,
    victim: deadlocks(database),
    happen: (...subjects: string[]) => relay.append({ connectionId, events: subjects.map(about) }),
    count: async (from: string): Promise<number> => {
      const [row] = await database.read((tx) =>
        tx.query<{ count: number }[]>(`SELECT COUNT(*) AS "count" FROM ${from}`),
      );
      return Number(row?.count);
    },
    /** What is due of one subject; everything else is released. */
    async claim(subject: string): Promise<DueDelivery | undefined> {
      const demands = [{ subscriptionId, limit: 1_000 }];
      const claimed = await queue.claim({ demands, now: clock.now() });
      const wanted = claimed.find(({ lane }) => lane.endsWith(`/${subject}`));
      await queue.release(claimed.filter((one) => one !== wanted));
      return wanted;
    },
  });
}

test('events and their deliveries are created once, for the subscriptions as they are', async () => {
  await using relay = await setUp();
  const { victim, subscriptionId, connectionId } = relay;
  for (let number = 1, wasHit = true; wasHit; number += 1) {
    // What is known of both is read again.
    const isWanted = number % 2 === 0;
    await relay.call({
      method: 'PATCH',
      url: `/v1/subscriptions/${subscriptionId}`,
      body: { eventTypes: [isWanted ? '*' : 'order.*'] },
    });
    const body = { name: `${number}` };
    await relay.call({ method: 'PATCH', url: `/v1/connections/${connectionId}`, body });
    const before = await relay.count('"deliveries"');
    ({ wasHit } = await victim.at(number, () => relay.happen('7', `${number}`)));
    await relay.happen('7');
    const made = (await relay.count('"deliveries"')) - before;
    expect({ number, made }).toEqual({ number, made: isWanted ? 3 : 0 });
    expect({ number, events: await relay.count('"events"') }).toEqual({
      number,
      events: 3 * number,
    });
  }
  const counted = `(SELECT SUM("events") AS "sum" FROM "flow_counts" WHERE "step" = 60) AS "flow"
    WHERE "sum" = (SELECT COUNT(*) FROM "events")`;
  expect(await relay.count(counted)).toBe(1);
});

test.each(['delivered', 'dead', 'failed', 'gone'] as const)(
  'an attempt is recorded once, with what follows from it: %s',
  async (ending) => {
    await using relay = await setUp();
    const { victim, database, queue, clock, subscriptionId } = relay;
    const operational = new OperationalLog({ database, queue });
    const isPending = ending === 'failed' || ending === 'gone';
    const status = isPending ? 'pending' : ending;
    for (let number = 1, wasHit = true; wasHit; number += 1) {
      const subject = `${number}`;
      const troubled = ending === 'delivered' ? 1 : null;
      await relay.happen(subject, subject);
      await database.write((tx) =>
        tx.run(sql`UPDATE "subscriptions" SET "status" = 'active', "updated_at" = 0,
          "failing_since" = ${troubled}, "trouble_told_at" = ${troubled}
          WHERE "id" = ${subscriptionId}`),
      );
      const at = clock.now();
      const delivery = (await relay.claim(subject)) as DueDelivery;
      const outcome = isPending
        ? { delivery, at, status, nextAttemptAt: at + 1_000, counts: ending === 'failed' }
        : { delivery, at, status };
      const record = {
        startedAt: at,
        request: { url: 'https://a.example', signature: '', traceparent: null, ownHeaders: [] },
        result: {
          status: 200,
          error: ending === 'delivered' ? null : 'no',
          headers: {},
          response: '',
          retryAfterMs: null,
          durationMs: 1,
          aborted: false,
        },
        judgement: { gone: ending === 'gone', refused: false, outcome: outcome as never },
      };
      ({ wasHit } = await victim.at(number, () =>
        database.write(
          (tx) =>
            recordAttempts(tx, {
              queue,
              jobs: { schedule: async () => {} },
              operational,
              failingLimits: { afterMs: 1_000 },
              records: [record],
            }),
          { inLine: false },
        ),
      ));
      const { seq } = delivery;
      const of = `"deliveries" WHERE "seq" = ${seq} AND "status" = '${status}'`;
      const attempts = await relay.count(`"attempts" WHERE "delivery_seq" = ${seq}`);
      expect({ number, ended: await relay.count(of), attempts }).toEqual({
        number,
        ended: 1,
        attempts: 1,
      });
      // A renewal may have locked it for a moment.
      const next = isPending ? undefined : seq + 1;
      await expect.poll(async () => (await relay.claim(subject))?.seq).toBe(next);
      const told = await relay.count(`"events" WHERE "type" LIKE 'relay.%'`);
      expect({ number, told }).toEqual({ number, told: ending === 'failed' ? 0 : number });
    }
  },
);
