import { afterAll, beforeAll, describe, expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { deliveryStatuses } from '../../src/database/entities/delivery.entity.ts';
import { stepSize } from '../../src/database/log-steps.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { timeEnds } from '../../src/database/tables/event-ranges.ts';
import type { TimeRange } from '../../src/database/tables/event-ranges.ts';
import { readDeliveryPage } from '../../src/http/resources/deliveries/delivery-page.ts';
import { deliveryQuery } from '../../src/http/resources/deliveries/delivery-reader.ts';
import type { DeliveryFilter } from '../../src/http/resources/deliveries/delivery-reader.ts';
import { copyTemplate, engine } from '../support/engine.ts';
import { rowsRead } from '../support/rows-read.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

/*
 * A page of deliveries must never cause a read of everything that waits or was ever delivered,
 * whatever the filter.
 */

/** Pending deliveries of other subscriptions, before and after all others. */
const foreign = stepSize * 2 + 500;

/** More than a few, in a subscription of their own. */
const many = 1_200;

/** Subscriptions of one key, with two deliveries each, long before all others. */
const crowd = 150;

/** How many there are; each happened at the time of its place. */
const events = foreign + many * 2 + 20;

/**
 * The most rows and index entries a page may read: several times what a step holds of one
 * subscription.
 */
const maxRows = 12_000;

let opened: { readonly database: Database } & AsyncDisposable;

async function open(): Promise<typeof opened> {
  if (engine === 'sqlite') return temporaryDatabase();
  const copy = await copyTemplate();
  const { database, close } = await openPostgres({ url: copy.url, poolSize: 1 });
  return {
    database,
    async [Symbol.asyncDispose]() {
      await close();
      await copy[Symbol.asyncDispose]();
    },
  };
}

beforeAll(async () => {
  opened = await open();
  const text = (statement: string) => opened.database.write((tx) => tx.query(statement));
  const numbers = `WITH RECURSIVE "numbers" ("n") AS (
    SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${events})`;
  await text(
    `INSERT INTO "subscriptions" ("id", "url", "event_types", "ordering", "secret", "status",
       "api_key_id", "created_at", "updated_at")
     VALUES ('sub_foreign', '', '["*"]', 'subject', '', 'active', NULL, 0, 0),
       ('sub_few', '', '["*"]', 'subject', '', 'active', 'key_few', 0, 0),
       ('sub_many', '', '["*"]', 'subject', '', 'active', 'key_many', 0, 0)`,
  );
  await text(
    `INSERT INTO "subscriptions" ("id", "url", "event_types", "ordering", "secret", "status",
       "api_key_id", "created_at", "updated_at")
     ${numbers} SELECT 'sub_crowd_' || ("n" - 1), '', '["*"]', 'subject', '', 'active', 'key_crowd',
       0, 0
     FROM "numbers" WHERE "n" <= ${crowd}`,
  );
  await text(
    `INSERT INTO "events" ("id", "connection_id", "activity_id", "type", "occurred_at",
       "received_at", "body")
     ${numbers} SELECT 'evt_' || "n", 'con_1', "n", 'invoice.paid', "n", "n", '{}' FROM "numbers"`,
  );
  const behind = stepSize + 100;
  await text(
    `INSERT INTO "deliveries" ("subscription_id", "event_seq", "lane", "status", "created_at",
       "finished_at")
     SELECT "subscription_id", "seq", 'lane/' || "seq", "status", 1,
       CASE WHEN "status" = 'pending' THEN NULL ELSE 2 END
     FROM (SELECT "seq",
         CASE WHEN "seq" <= ${crowd * 2} THEN 'sub_crowd_' || ("seq" % ${crowd})
           WHEN "seq" <= ${behind} THEN 'sub_foreign' WHEN "seq" <= ${behind + 20} THEN 'sub_few'
           WHEN "seq" <= ${behind + 20 + many * 2} THEN 'sub_many' ELSE 'sub_foreign' END
           AS "subscription_id",
         CASE WHEN "seq" BETWEEN ${crowd * 2 + 1} AND ${behind} THEN 'pending'
           WHEN "seq" <= ${behind + 20} THEN
             CASE "seq" % 4 WHEN 0 THEN 'pending' WHEN 1 THEN 'delivered' WHEN 2 THEN 'dead'
               ELSE 'cancelled' END
           WHEN "seq" <= ${behind + 20 + many * 2} THEN
             CASE "seq" % 2 WHEN 0 THEN 'pending' ELSE 'delivered' END
           ELSE 'pending' END AS "status"
       FROM "events") AS "made" ORDER BY "seq"`,
  );
  await text(
    `INSERT INTO "lanes" ("subscription_id", "lane", "head_seq", "head_event_seq", "attempts",
       "priority", "due_at")
     SELECT "subscription_id", "lane", "seq", "event_seq", 0, 0, 1 FROM "deliveries"
     WHERE "status" = 'pending'`,
  );
  if (engine === 'postgres') await opened.database.read((tx) => tx.query('ANALYZE'));
});
afterAll(() => opened[Symbol.asyncDispose]());

const subscriptions = [undefined, 'sub_foreign', 'sub_few', 'sub_many', 'sub_none'];
const keys = [null, 'key_few', 'key_many', 'key_crowd', 'key_none'];
const statuses = [undefined, ...deliveryStatuses];

const filters: readonly DeliveryFilter[] = (['asc', 'desc'] as const).flatMap((order) =>
  subscriptions.flatMap((subscriptionId) =>
    statuses.flatMap((status) =>
      keys.map((madeBy) => ({ order, subscriptionId, status, madeBy, limit: 20 })),
    ),
  ),
);

test('pages of deliveries contain everything a filter matches, in order', async () => {
  const eventSeq = stepSize + 105;
  const after = stepSize + 500;
  const all = (
    await opened.database.read((tx) =>
      tx.query<
        { seq: number; event_seq: number; status: string; id: string; api_key_id: string | null }[]
      >(
        `SELECT d."seq", d."event_seq", d."status", s."id", s."api_key_id" FROM "deliveries" d
         JOIN "subscriptions" s ON s."id" = d."subscription_id" ORDER BY d."seq"`,
      ),
    )
  ).map((row) => ({ ...row, seq: Number(row.seq), event_seq: Number(row.event_seq) }));
  const more = filters.flatMap((filter) => [
    { ...filter, eventId: `evt_${eventSeq}` },
    { ...filter, after },
  ]);
  for (const filter of [...filters, ...more]) {
    const { order, subscriptionId, status, madeBy, limit } = filter;
    const ofEvent = 'eventId' in filter;
    const place = 'after' in filter ? filter.after : undefined;
    const expected = (order === 'asc' ? all : all.toReversed()).filter(
      ({ seq, event_seq, status: is, id, api_key_id }) =>
        (subscriptionId ?? id) === id &&
        (status ?? is) === is &&
        (madeBy ?? api_key_id) === api_key_id &&
        (!ofEvent || event_seq === eventSeq) &&
        (place === undefined || (order === 'asc' ? seq > place : seq < place)),
    );
    const page = await opened.database.read((tx) => readDeliveryPage(tx, filter));
    expect({ filter, seqs: page.map(({ seq }) => Number(seq)) }).toEqual({
      filter,
      seqs: expected.slice(0, limit).map(({ seq }) => seq),
    });
  }
});

/**
 * Delivered rows of the large subscription have no index of their own: they are walked, and most
 * match.
 */
const isWalked = ({ subscriptionId, status, madeBy }: DeliveryFilter): boolean =>
  status === 'delivered' && !/few|crowd|none/.test(`${subscriptionId} ${madeBy}`);

describe.skipIf(engine === 'sqlite')('on PostgreSQL', () => {
  test('a page reads little more than it shows, however much of others waits', async () => {
    const tooMany: unknown[] = [];
    for (const filter of filters) {
      if (isWalked(filter)) continue;
      const { rows, of } = await rowsRead(opened.database, () =>
        opened.database.read((tx) => readDeliveryPage(tx, filter)),
      );
      if (rows > maxRows) tooMany.push({ filter, of });
    }
    expect(tooMany).toEqual([]);
  });

  test.each<[string, TimeRange]>([
    ['since', { from: events - 3_000 }],
    ['before', { to: 3_000 }],
    ['within', { from: events / 2, to: events / 2 + 1_000 }],
  ])('a range of time is found in the index of times: %s', async (_, range) => {
    const { result, rows, of } = await rowsRead(opened.database, () =>
      opened.database.read((tx) => timeEnds(tx, range)),
    );
    const { from = 1, to = events + 1 } = range;
    expect(result).toEqual({ first: from, last: to - 1 });
    expect({ isFew: rows < maxRows, of }).toEqual({ isFew: true, of });
  });
});

describe.skipIf(engine === 'postgres')('on SQLite', () => {
  test.each([
    [{ eventId: 'evt_1' }, 'deliveries_event'],
    [{ eventId: 'evt_1', status: 'pending' }, 'deliveries_event'],
    [{ eventId: 'evt_1', subscriptionId: 'sub_few', madeBy: 'key_few' }, 'deliveries_event'],
    [{ status: 'pending' }, 'deliveries_pending'],
    [{ status: 'dead' }, 'deliveries_status'],
    [{ subscriptionId: 'sub_few' }, 'deliveries_subscription'],
    [{ subscriptionId: 'sub_few', status: 'dead' }, 'deliveries_given_up'],
  ] as const)('%j is read by %s, in order', async (part, index) => {
    const filter = { order: 'desc', limit: 20, madeBy: null, ...part } as const;
    const steps = await opened.database.read(async (tx) => {
      const [text, values] = deliveryQuery(tx, filter).getQueryAndParameters();
      return tx.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${text}`, values);
    });
    const plan = steps.map(({ detail }) => detail).join('\n');
    expect(plan).toMatch(new RegExp(`(SEARCH|SCAN) d USING( COVERING)? INDEX ${index}\\b`));
    expect(plan).not.toContain('TEMP B-TREE');
  });
});
