import { days, hours } from '../../shared/clock/durations.ts';
import { expect, test } from 'vitest';

import { insertRows } from '../../../test/support/insert-rows.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';
import { recordQueryPlans } from '../../../test/support/query-plans.ts';
import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import { sql } from '../../database/sql/sql.ts';
import { never } from '../../database/tables/never.ts';
import { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';
import { ConfirmationPurgeHandler } from './confirmation-purge-handler.ts';

interface Kept {
  readonly connectionId: 'con_1' | 'con_2' | 'con_gone';
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly count: number;
  readonly waits?: true;
}

async function open(kept: (now: number) => readonly Kept[]) {
  const files = await temporaryDatabase();
  const { database } = files;
  const clock = new ManualClock();
  const now = clock.now();
  await database.write(async (tx) => {
    for (const id of ['con_1', 'con_2', 'con_gone']) {
      await tx.run(
        sql`INSERT INTO "connections" ("id", "source", "name", "credentials", "settings",
              "verification_mode", "enrich", "token", "token_hash", "created_at", "updated_at",
              "deleted_at")
            VALUES (${id}, 'played', '', '', '{}', 'callback', FALSE, ${id}, ${id}, 0, 0,
              ${id === 'con_gone' ? now : null})`,
      );
    }
    await insertRows(tx, {
      table: 'unconfirmed_activities',
      columns: [
        'connection_id',
        'activity_id',
        'hash',
        'raw',
        'received_at',
        'denials',
        'next_check_at',
      ],
      rows: kept(now).flatMap(({ connectionId, receivedAt, count, waits }, group) =>
        Array.from({ length: count }, (_, index) => [
          connectionId,
          `${group}/${index}`,
          'x',
          new Uint8Array(),
          receivedAt,
          0,
          waits ? now : never,
        ]),
      ),
    });
  });
  const store = new UnconfirmedStore(database);
  const limits = { remembersForMs: 1 * days };
  const handler = new ConfirmationPurgeHandler({ database, store, clock, limits });
  return {
    database,
    clock,
    run: () => handler.run({ signal: new AbortController().signal }),
    async left(): Promise<Record<string, number>> {
      const rows = await database.read((tx) =>
        tx.all<{ id: string; count: number }>(
          sql`SELECT "connection_id" AS "id", COUNT(*) AS "count" FROM "unconfirmed_activities"
              GROUP BY "connection_id"`,
        ),
      );
      return Object.fromEntries(rows.map(({ id, count }) => [id, count]));
    },
    [Symbol.asyncDispose]: () => files[Symbol.asyncDispose](),
  };
}

test('forgets what was settled a day ago, and all of deleted connections, in small steps', async () => {
  await using relay = await open((now) => [
    { connectionId: 'con_1', receivedAt: now - 1 * days - 1, count: 1_300 },
    { connectionId: 'con_1', receivedAt: now - 1 * days - 1, count: 3, waits: true },
    { connectionId: 'con_1', receivedAt: now - 1 * days, count: 5 },
    { connectionId: 'con_gone', receivedAt: now, count: 700 },
    { connectionId: 'con_gone', receivedAt: now, count: 7, waits: true },
  ]);
  const steps: number[] = [];
  const { write } = relay.database;
  relay.database.write = async (work, options) => {
    const result = await write.call(relay.database, work, options);
    const left = await relay.left();
    steps.push((left['con_1'] ?? 0) + (left['con_gone'] ?? 0));
    return result as never;
  };
  expect(await relay.run()).toEqual({ dueAt: relay.clock.now() + 1 * hours });
  expect(await relay.left()).toEqual({ con_1: 8 });
  const largest = Math.max(...steps.slice(1).map((left, index) => (steps[index] ?? 0) - left));
  expect(largest).toBeLessThanOrEqual(500);
});

test('what a clock that was ahead has stored keeps nothing else from being forgotten', async () => {
  await using relay = await open((now) => [
    { connectionId: 'con_1', receivedAt: now + 1 * days, count: 600 },
    { connectionId: 'con_1', receivedAt: now - 2 * days, count: 4 },
    { connectionId: 'con_2', receivedAt: now - 2 * days, count: 4 },
  ]);
  await relay.run();
  expect(await relay.left()).toEqual({ con_1: 600 });
  relay.clock.advance(3 * days);
  await relay.run();
  expect(await relay.left()).toEqual({});
});

test('reads the oldest ones alone, by index, however many are remembered', async () => {
  await using relay = await open((now) => [
    { connectionId: 'con_1', receivedAt: now - 1 * days, count: 3 },
    { connectionId: 'con_gone', receivedAt: now, count: 1 },
  ]);
  const plans = recordQueryPlans(relay.database);
  await relay.run();
  const [ofConnections, ofKept, ofDeleted] = (await plans()).map((plan) =>
    plan.filter((step) => /unconfirmed|\bu\b|TEMP B-TREE/.test(step)),
  );
  const byIndex = (columns: string) => `INDEX unconfirmed_activities_${columns}`;
  expect(ofConnections).toEqual([
    expect.stringMatching(
      /^SEARCH u .*COVERING INDEX unconfirmed_activities_due \(connection_id=\?\)$/,
    ),
  ]);
  const bySeq = 'SEARCH unconfirmed_activities USING INTEGER PRIMARY KEY (rowid=?)';
  expect(ofKept).toEqual([
    bySeq,
    `SEARCH unconfirmed_activities USING ${byIndex('due (connection_id=? AND next_check_at=?)')}`,
  ]);
  expect(ofDeleted).toEqual([
    bySeq,
    `SEARCH unconfirmed_activities USING COVERING ${byIndex('due (connection_id=?)')}`,
  ]);
});
