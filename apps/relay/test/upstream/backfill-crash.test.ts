import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { backfillEngine, seedBackfill } from '../support/backfill-engine.ts';
import { countTurns } from '../support/count-turns.ts';
import { playSource } from '../support/played-source.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

/** Activities of one shop, spread over its documents, none of which is in order. */
const documents = [[9, 2], [7], [], [1, 12, 5], [3], [11, 4, 8], [10, 6]].map((ids) =>
  ids.map((id) => ({ id })),
);
const all = documents.flat().map(({ id }) => id);
const total = all.length;
const chunkSize = 3;

class Crash extends Error {}

/**
 * Lets the process "die" at its n-th transaction: right before or right after the commit. What
 * happens between two transactions is only in memory, so these are all the moments there are.
 */
function crashAt(
  database: Database,
  options: { readonly transaction: number; readonly moment: 'before commit' | 'after commit' },
): void {
  const write = database.write.bind(database);
  let count = 0;
  let depth = 0;
  database.write = async (work) => {
    if (depth > 0) return write(work);
    count += 1;
    if (count > options.transaction) throw new Crash('dead');
    const crashes = count === options.transaction;
    depth += 1;
    try {
      const result = await write(async (transaction) => {
        const done = await work(transaction);
        if (crashes && options.moment === 'before commit') throw new Crash('killed');
        return done;
      });
      if (crashes) throw new Crash('killed');
      return result;
    } finally {
      depth -= 1;
    }
  };
}

async function read(database: Database) {
  const query = <Row>(sql: string) =>
    database.read((transaction) => transaction.query<Row[]>(sql)) as Promise<Row[]>;
  const events = await query<{ id: string; via: string }>(
    `SELECT "e"."activity_id" AS "id", "a"."via" FROM "events" AS "e"
     JOIN "activities" AS "a" ON "a"."activity_id" = "e"."activity_id" ORDER BY "e"."seq"`,
  );
  const [backfill] = await query<Record<string, unknown>>('SELECT * FROM "backfills"');
  const finds = await query('SELECT * FROM "backfill_finds"');
  return { events, backfill, finds };
}

test.each(['before commit', 'after commit'] as const)(
  'killed %s at any transaction, it continues: nothing lost, nothing twice, in order',
  async (moment) => {
    let crashes = 0;
    for (let count = 1; ; count += 1) {
      await using temporary = await temporaryDatabase();
      const { source } = playSource(documents);
      const backfill = await seedBackfill(temporary.database);
      crashAt(temporary.database, { transaction: count, moment });
      const { signal } = new AbortController();
      const first = backfillEngine({ database: temporary.database, source, chunkSize });
      const crash = await first.run.run({ ...backfill, signal }).catch((error: unknown) => error);
      if (crash === undefined) break;
      expect(crash).toBeInstanceOf(Crash);
      crashes += 1;

      const database = await temporary.reopen();
      const second = backfillEngine({ database, source, chunkSize });
      // The vendor sends one of them by webhook before the backfill continues.
      const raw = new TextEncoder().encode('{"id": 5}');
      const activity = { id: '5', raw, seenAt: '2026-11-20T10:00:00Z' };
      await second.log.append([
        {
          connectionId: backfill.connectionId,
          via: 'webhook',
          receivedAt: 0,
          activities: [activity],
        },
      ]);
      const open = await database.read((transaction) =>
        transaction.query<unknown[]>('SELECT 1 FROM "backfills" WHERE "finished_at" IS NULL'),
      );
      // A kill after the last commit leaves nothing open, and the runner would not run it again.
      if (open.length > 0) await second.run.run({ ...backfill, signal });

      const { events, backfill: row, finds } = await read(database);
      const ids = events.map(({ id }) => Number(id));
      expect(ids.toSorted((a, b) => a - b)).toEqual(all.toSorted((a, b) => a - b));
      const backfilled = events.filter(({ via }) => via === 'backfill').map(({ id }) => Number(id));
      expect(backfilled).toEqual(backfilled.toSorted((a, b) => a - b));
      expect(backfilled.length).toBeGreaterThanOrEqual(total - 1);
      expect(row).toMatchObject({
        status: 'completed',
        done: documents.length,
        total: documents.length,
        found: total,
        missing: backfilled.length,
        appended: backfilled.length,
      });
      expect(finds).toEqual([]);
    }
    // The start, seven steps, the end of the walk, and chunks of at most three.
    expect(crashes).toBe(14);
  },
);

test('while very much is appended, others have the thread', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const { source } = playSource([Array.from({ length: 40 }, (_, index) => ({ id: index + 1 }))]);
  const backfill = await seedBackfill(database);
  const { run } = backfillEngine({ database, source, chunkSize: 2 });
  const { signal } = new AbortController();
  expect(await countTurns(() => run.run({ ...backfill, signal }))).toBeGreaterThanOrEqual(20);
  expect((await read(database)).events).toHaveLength(40);
});
