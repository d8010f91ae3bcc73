import { days, hours, minutes } from '../../src/shared/clock/durations.ts';
import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { clampDueTimes } from '../../src/database/tables/due-times.ts';
import { never } from '../../src/database/tables/never.ts';
import { lanesTooFarAhead } from '../../src/database/tables/lanes.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { engine } from '../support/engine.ts';
import { insertRows } from '../support/insert-rows.ts';
import { recordQueryPlans } from '../support/query-plans.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const now = 1_000 * days;

async function seed(database: Database, table: string, row: Record<string, unknown>) {
  await database.write((tx) =>
    insertRows(tx, {
      table,
      columns: Object.keys(row),
      rows: [Object.values(row)] as never,
    }),
  );
}

const poll = {
  interval_seconds: 300,
  requests_per_second: 1,
  start_from: 'now',
  found: 0,
  found_total: 0,
  unreadable: '[]',
};
const event = { activity_id: '1', type: 'invoice.paid', occurred_at: 0, body: '{}' };
const waiting = { activity_id: '1', hash: 'x', raw: new Uint8Array(), denials: 0 };

/**
 * Rows scheduled by a clock that was six days ahead, correctly scheduled rows, and the expected due
 * times.
 */
const rows: readonly (readonly [
  table: string,
  row: Record<string, unknown>,
  column: string,
  expected: number,
])[] = [
  ['jobs', { kind: 'poll', key: 'a', due_at: now + 6 * days }, 'due_at', now],
  ['jobs', { kind: 'poll', key: 'b', due_at: now + 1 * minutes }, 'due_at', now + 1 * minutes],
  // A vendor may ask for a wait of a day.
  ['jobs', { kind: 'backfill', key: 'a', due_at: now + 20 * hours }, 'due_at', now + 20 * hours],
  ['jobs', { kind: 'backfill', key: 'b', due_at: now + 6 * days }, 'due_at', now],
  // Claimed by a process.
  [
    'jobs',
    { kind: 'poll', key: 'c', claim: 'x', due_at: now + 6 * days },
    'due_at',
    now + 6 * days,
  ],
  [
    'polls',
    { ...poll, connection_id: 'a', failures: 0, next_poll_at: now + 1 * hours },
    'next_poll_at',
    now,
  ],
  [
    'polls',
    { ...poll, connection_id: 'b', failures: 0, next_poll_at: now + 5 * minutes },
    'next_poll_at',
    now + 5 * minutes,
  ],
  [
    'polls',
    {
      ...poll,
      connection_id: 'c',
      failures: 3,
      failing_since: now - 1,
      next_poll_at: now + 1 * hours,
    },
    'next_poll_at',
    now + 1 * hours,
  ],
  [
    'polls',
    {
      ...poll,
      connection_id: 'd',
      failures: 1,
      failing_since: now + 2 * minutes,
      next_poll_at: now + 1 * hours,
    },
    'next_poll_at',
    now,
  ],
  // Its vendor limited how fast it is asked, and said when to go on: it has not finished since.
  [
    'polls',
    {
      ...poll,
      connection_id: 'e',
      failures: 0,
      started_at: now - 1 * minutes,
      finished_at: now - 1 * hours,
      next_poll_at: now + 1 * hours,
    },
    'next_poll_at',
    now + 1 * hours,
  ],
  [
    'polls',
    {
      ...poll,
      connection_id: 'f',
      failures: 0,
      started_at: now - 1,
      next_poll_at: now + 1 * hours,
    },
    'next_poll_at',
    now + 1 * hours,
  ],
  [
    'polls',
    {
      ...poll,
      connection_id: 'g',
      failures: 0,
      started_at: now + 2 * minutes,
      next_poll_at: now + 1 * hours,
    },
    'next_poll_at',
    now,
  ],
  [
    'polls',
    {
      ...poll,
      connection_id: 'h',
      failures: 0,
      started_at: now - 1 * hours,
      finished_at: now - 1 * hours,
      next_poll_at: now + 1 * hours,
    },
    'next_poll_at',
    now,
  ],
  [
    'unconfirmed_activities',
    { ...waiting, connection_id: 'a', received_at: now + 1 * days, next_check_at: now + 1 * days },
    'next_check_at',
    now,
  ],
  [
    'unconfirmed_activities',
    { ...waiting, connection_id: 'b', received_at: now - 1, next_check_at: now + 1 * minutes },
    'next_check_at',
    now + 1 * minutes,
  ],
  // Settled: never asked about again, whatever the clock says.
  [
    'unconfirmed_activities',
    { ...waiting, connection_id: 'c', received_at: now - 1, next_check_at: never },
    'next_check_at',
    never,
  ],
  [
    'events',
    {
      ...event,
      id: 'a',
      connection_id: 'a',
      received_at: now + 1 * days,
      enrich_until: now + 1 * days,
    },
    'enrich_until',
    now + 10 * minutes,
  ],
  [
    'rotated_secrets',
    {
      kind: 'credentials',
      owner_id: 'a',
      value: 'x',
      rotated_at: now + 6 * days,
      valid_until: now + 7 * days,
    },
    'valid_until',
    now + 1 * days,
  ],
  [
    'rotated_secrets',
    {
      kind: 'credentials',
      owner_id: 'b',
      value: 'x',
      rotated_at: now,
      valid_until: now + 7 * days,
    },
    'valid_until',
    now + 7 * days,
  ],
];

test.each(rows)('%s %o: %s', async (table, row, column, expected) => {
  await using files = await temporaryDatabase();
  await seed(files.database, table, row);
  await files.database.write((tx) => clampDueTimes(tx, { now }));
  const [kept] = await files.database.read((tx) =>
    tx.query<Record<string, number>[]>(`SELECT * FROM "${table}"`),
  );
  expect(kept?.[column]).toBe(expected);
});

/** As written by another process while the clamp waits for it: its time is later. */
const later = now + 10_000;
const justScheduled: readonly (readonly [table: string, row: Record<string, unknown>])[] = [
  [
    'polls',
    {
      ...poll,
      connection_id: 'a',
      failures: 0,
      started_at: later - 1,
      finished_at: later,
      requested_at: later,
      next_poll_at: later + 5 * minutes,
    },
  ],
  [
    'polls',
    {
      ...poll,
      connection_id: 'b',
      failures: 1,
      failing_since: later,
      next_poll_at: later + 1 * days,
    },
  ],
  [
    'backfills',
    {
      id: 'a',
      connection_id: 'a',
      reason: 'daily',
      status: 'running',
      done: 0,
      unreadable: 0,
      unreadable_examples: '[]',
      found: 0,
      missing: 0,
      appended: 0,
      missing_types: '{}',
      failures: 1,
      created_at: later,
      next_run_at: later + 1 * days,
    },
  ],
  [
    'unconfirmed_activities',
    { ...waiting, connection_id: 'a', received_at: later, next_check_at: later },
  ],
  [
    'unconfirmed_activities',
    { ...waiting, connection_id: 'b', received_at: now, next_check_at: later + 1 * hours },
  ],
  [
    'events',
    {
      ...event,
      id: 'a',
      connection_id: 'a',
      received_at: later,
      enrich_until: later + 10 * minutes,
    },
  ],
  [
    'rotated_secrets',
    {
      kind: 'credentials',
      owner_id: 'a',
      value: 'x',
      rotated_at: later,
      valid_until: later + 1 * days,
    },
  ],
];

test.each(justScheduled)(
  '%s %o: what another process just scheduled is not ahead',
  async (table, row) => {
    await using files = await temporaryDatabase();
    await seed(files.database, table, row);
    const rowsNow = () =>
      files.database.read((tx) => tx.query<Record<string, number>[]>(`SELECT * FROM "${table}"`));
    const before = await rowsNow();
    expect(await files.database.write((tx) => clampDueTimes(tx, { now }))).toBe(0);
    expect(await rowsNow()).toEqual(before);
  },
);

test.skipIf(engine === 'postgres')('nothing that is not scheduled is read', async () => {
  await using files = await temporaryDatabase();
  const plans = recordQueryPlans(files.database);
  const waits = { now, longestWaitMs: 1 * days, longestFirstWaitMs: 1 * hours };
  await files.database.write(async (tx) => {
    await clampDueTimes(tx, { now });
    await tx.run(sql`UPDATE "lanes" SET "due_at" = ${now} WHERE ${lanesTooFarAhead(waits)}`);
  });
  const steps = (await plans()).flat();
  expect(steps.filter((step) => /^SCAN (events|lanes|u\b|unconfirmed|l\b)/.test(step))).toEqual([
    'SCAN events USING INDEX events_waiting',
  ]);
  expect(steps).toEqual(
    expect.arrayContaining([
      'SEARCH u USING INDEX unconfirmed_activities_due (connection_id=? AND next_check_at>? AND next_check_at<?)',
      'SEARCH l USING COVERING INDEX lanes_due (subscription_id=? AND priority=? AND due_at>?)',
    ]),
  );
});
