import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import { stepSize } from '../../src/database/log-steps.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { countReplayEvents } from '../../src/database/tables/replays.ts';
import type { ReplayFilter } from '../../src/database/tables/replays.ts';
import type { Transaction } from '../../src/database/transaction.ts';
import { eventQuery, findEvents } from '../../src/http/resources/events/event-reader.ts';
import type { EventFilter } from '../../src/http/resources/events/event-reader.ts';
import { readEventPage } from '../../src/http/resources/events/event-page.ts';
import { ReplayCounts } from '../../src/http/resources/replays/replay-counts.ts';
import { openResources } from '../support/resources.ts';
import type { Resources } from '../support/resources.ts';

/** A log of several steps: its first events and its last one differ from the many in between. */
const events = stepSize * 2 + 500;

let relay: Resources;
let subscriptionId: string;

beforeAll(async () => {
  relay = await openResources();
  ({ id: subscriptionId } = await relay.subscribe());
  await relay.database.write(async (tx) => {
    await tx.run(
      sql`INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "subject_kind",
            "subject_id", "occurred_at", "received_at", "body")
          WITH RECURSIVE "numbers" ("n") AS (
            SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${events}
          )
          SELECT 'evt_' || "n", CASE WHEN "n" % 2 = 0 THEN 'con_a' ELSE 'con_b' END, "n",
            CASE WHEN "n" <= 6 THEN 'invoice.paid' WHEN "n" % 2 = 0 THEN 'invoice.sent'
              ELSE 'invoice.viewed' END,
            'invoice', "n" % 5000, CASE WHEN "n" = ${events} THEN 2 ELSE "n" END, "n", '{}'
          FROM "numbers"`,
    );
    await tx.run(
      sql`INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at",
            "finished_at")
          SELECT ${subscriptionId}, "seq", 'lane', CASE WHEN "seq" IN (3, ${events}) THEN 'dead'
            WHEN "seq" = 4 THEN 'cancelled' ELSE 'delivered' END, 1, 2
          FROM "events" WHERE "seq" <= 10 OR "seq" > ${events - 10}`,
    );
  });
});
afterAll(async () => {
  await relay[Symbol.asyncDispose]();
});

const everything = {
  type: ['*'] as EventFilter['type'],
  connectionId: undefined,
  subjectKind: undefined,
  subjectId: undefined,
  from: undefined,
  to: undefined,
  after: undefined,
  limit: 20,
  madeBy: null,
} satisfies Omit<EventFilter, 'order'>;

const types = (...type: string[]) => ({ type: type as unknown as EventFilter['type'] });

describe.each(['asc', 'desc'] as const)('events, %s', (order) => {
  test.each([
    ['all', {}],
    ['of a rare type', types('invoice.paid')],
    ['of a type that never came', types('estimate.*')],
    ['of a frequent type', types('invoice.sent')],
    ['of a connection', { connectionId: 'con_a' }],
    ['of an unknown connection', { connectionId: 'con_none' }],
    [
      'of a type that the connection never had',
      { connectionId: 'con_a', ...types('invoice.viewed') },
    ],
    ['before a time', { to: 1_000 }],
    ['before a time, of a connection', { to: 15_000, connectionId: 'con_b' }],
    ['since a time', { from: events - 1_000 }],
    ['within a time', { from: 12_000, to: 14_500 }],
    ['within a time in which nothing happened', { from: events * 2, to: events * 3 }],
    ['about a subject', { subjectId: '7' }],
    ['after a place', { after: stepSize + 7, connectionId: 'con_b' }],
    ['after the last place', { after: order === 'asc' ? events : 1 }],
  ] as const)('%s: the same as in one read', async (_, part) => {
    const filter: EventFilter = { ...everything, ...part, order };
    const [page, whole] = await relay.database.read(async (tx) => [
      await readEventPage(tx, filter),
      await findEvents(eventQuery(tx, filter)),
    ]);
    expect(page.map(({ seq }) => Number(seq))).toEqual(whole.map(({ seq }) => Number(seq)));
  });
});

const replay = {
  eventTypes: [['*']],
  operational: { all: true, apiKeyId: null },
  connectionIds: null,
  from: null,
  to: null,
  statuses: null,
} satisfies Omit<ReplayFilter, 'subscriptionId'>;

const count = (filter: Partial<ReplayFilter>) =>
  relay.database.read((tx) =>
    countReplayEvents(tx, {
      filter: { ...replay, subscriptionId, ...filter },
      range: { after: 0, upTo: events },
    }),
  );

test('counting for a replay lets others use the thread', async () => {
  let turns = 0;
  const others = new AbortController();
  const turn = (): void => {
    turns += 1;
    if (!others.signal.aborted) setImmediate(turn);
  };
  turn();
  expect(await count({})).toBe(events);
  others.abort();
  expect(turns).toBeGreaterThan(2);
});

test.each([
  [['dead'], 2],
  [['dead', 'cancelled'], 3],
  [['delivered'], 17],
] as const)('counts deliveries with the outcome %j', async (statuses, total) => {
  expect(await count({ statuses })).toBe(total);
});

test('the start does not recount what a dry run counted', async () => {
  const counts = new ReplayCounts();
  /** @returns the count, and the number of statements it took */
  const look = (upTo: number, now: number, filter: Partial<ReplayFilter> = {}) =>
    relay.database.read(async (tx) => {
      let asked = 0;
      const counting: Transaction = Object.assign(Object.create(tx), {
        first: (statement: Parameters<Transaction['first']>[0]) => {
          asked += 1;
          return tx.first(statement);
        },
      });
      const given = { ...replay, subscriptionId, ...filter };
      return [await counts.count(counting, { filter: given, upTo, now }), asked] as const;
    });
  const whole = await look(events - 5, 0);
  expect(whole[0]).toBe(events - 5);
  const since = await look(events, 1_000);
  expect(since[0]).toBe(events);
  expect(since[1]).toBeLessThan(whole[1]);
  // Another filter, and one counted long ago, are counted in full.
  expect(await look(events, 1_000, { from: 3 })).toEqual([events - 3, whole[1]]);
  expect(await look(events, 60 * 60_000)).toEqual([events, whole[1]]);
});
