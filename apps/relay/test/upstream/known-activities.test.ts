import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { eventsWithActivities } from '../../src/database/tables/logged-events.ts';
import { hours } from '../../src/shared/clock/durations.ts';
import { FirstWebhooks } from '../../src/upstream/backfill/first-webhooks.ts';
import {
  lastPositionBefore,
  momentBefore,
  wasSilent,
} from '../../src/upstream/backfill/known-activities.ts';
import { pageSize } from '../../src/upstream/backfill/logged-positions.ts';
import { engine } from '../support/engine.ts';
import { recordQueryPlans } from '../support/query-plans.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const now = Date.UTC(2026, 10, 20, 12);

interface Logged {
  readonly via: 'webhook' | 'backfill' | 'poll';
  readonly hoursAgo?: number;
  readonly count?: number;
  readonly connectionId?: string;
  /** The first of their positions, in steps of one; by default they continue. */
  readonly position?: number;
}

const connectionId = 'con_1';
const source = { position: ({ id }: { readonly id: string }) => Number(id) };

const activities = {
  table: 'activities',
  columns: {
    connection_id: 'text',
    activity_id: 'text',
    raw: 'bytes',
    via: 'text',
    received_at: 'bigint',
  },
} as const;

const events = {
  table: 'events',
  columns: {
    id: 'text',
    connection_id: 'text',
    activity_id: 'text',
    type: 'text',
    occurred_at: 'bigint',
    received_at: 'bigint',
    body: 'text',
  },
} as const;

async function openLog(logged: readonly Logged[]) {
  const temporary = await temporaryDatabase();
  await append(temporary.database, logged);
  return temporary;
}

async function append(database: Database, logged: readonly Logged[]): Promise<void> {
  let next = 1;
  const rows = logged.flatMap(
    ({ via, hoursAgo = 0, count = 1, connectionId: id = connectionId, position = next }) => {
      next = position + count;
      const at = now - hoursAgo * hours;
      return Array.from({ length: count }, (_, index) => ({
        via,
        at,
        id,
        place: position + index,
      }));
    },
  );
  await database.write(async (tx) => {
    await tx.insertMany(
      activities,
      rows.map(({ id, place, via, at }) => [id, String(place), Buffer.from('{}'), via, at]),
    );
    await tx.insertMany(
      events,
      rows.map(({ id, place, at }) => [
        `evt_${id}_${place}`,
        id,
        String(place),
        'invoice.paid',
        at,
        at,
        '{}',
      ]),
    );
  });
}

/**
 * Whether a connection that is sent something now had been quiet for six hours, with such a log.
 */
async function wasQuietWith(logged: readonly Logged[]): Promise<boolean> {
  await using log = await openLog(logged);
  return await log.database.read((tx) =>
    wasSilent(tx, { connectionId, moment: now, milliseconds: 6 * hours }),
  );
}

const present: Logged = { via: 'webhook', hoursAgo: 0 };

test.each<[string, boolean, readonly Logged[]]>([
  ['one that never was sent anything before', false, [present]],
  ['one that was sent something lately', false, [{ via: 'webhook', hoursAgo: 5 }, present]],
  ['one that was not', true, [{ via: 'webhook', hoursAgo: 6 }, present]],
  [
    'one of which a little was found meanwhile',
    false,
    [{ via: 'webhook', hoursAgo: 5 }, { via: 'backfill', hoursAgo: 1, count: 998 }, present],
  ],
  [
    'one of which only a backfill was found',
    false,
    [{ via: 'backfill', hoursAgo: 7, count: 999 }, present],
  ],
  [
    'one of which so much was found that nobody looks behind it',
    true,
    [{ via: 'webhook', hoursAgo: 5 }, { via: 'backfill', hoursAgo: 1, count: 1_000 }, present],
  ],
])('quiet: %s: %s', async (_, expected, logged) => {
  expect(await wasQuietWith(logged)).toBe(expected);
});

const found = { via: 'backfill', count: pageSize * 2 + 10 } as const;
const sent = { via: 'webhook' } as const;

test.each<[string, number | null, readonly Logged[]]>([
  ['of a connection without any', null, []],
  ['if a backfill found everything', null, [found]],
  ['if others were sent everything', null, [found, { ...sent, connectionId: 'con_2' }]],
  ['before what a backfill found', 1, [sent, found]],
  ['after what a backfill found', found.count + 1, [found, sent, { ...found, position: 5_000 }]],
  ['at the end of what is read at once', pageSize, [{ ...found, count: pageSize - 1 }, sent]],
  [
    'that arrived a little later',
    pageSize - 1,
    [
      { ...found, count: pageSize - 2 },
      { ...sent, position: 9_000 },
      { ...sent, position: 8_000, count: 2 },
      { ...sent, position: pageSize - 1 },
    ],
  ],
])('the first position sent by webhook: %s', async (_, expected, logged) => {
  await using log = await openLog(logged);
  const firstWebhooks = new FirstWebhooks(log.database);
  for (const time of ['first', 'second']) {
    expect([time, await firstWebhooks.position({ connectionId, source })]).toEqual([
      time,
      expected,
    ]);
  }
});

test('the first position sent by webhook is found once it was sent', async () => {
  await using log = await openLog([found]);
  const firstWebhooks = new FirstWebhooks(log.database);
  expect(await firstWebhooks.position({ connectionId, source })).toBeNull();
  await append(log.database, [{ ...sent, position: 7_000 }]);
  expect(await firstWebhooks.position({ connectionId, source })).toBe(7_000);
});

test('what was read of a deleted connection is forgotten', async () => {
  await using log = await openLog([found]);
  const firstWebhooks = new FirstWebhooks(log.database);
  const reads = async () => {
    const { read } = log.database;
    let count = 0;
    log.database.read = (work) => {
      count += 1;
      return read.call(log.database, work) as never;
    };
    await firstWebhooks.position({ connectionId, source });
    log.database.read = read;
    return count;
  };
  const all = await reads();
  expect(await reads()).toBeLessThan(all);
  firstWebhooks.forget(connectionId);
  expect(await reads()).toBe(all);
});

const others = { ...sent, connectionId: 'con_2', hoursAgo: 9, count: pageSize * 2 };

test.each<[string, number | null, readonly Logged[]]>([
  ['nothing', null, []],
  ['nothing that old', null, [{ ...sent, hoursAgo: 7 }, others]],
  ['only others', null, [others, { ...sent, hoursAgo: 7, count: pageSize * 2 }]],
  ['one', 1, [{ ...sent, hoursAgo: 8.5 }]],
  [
    'one, before much that is newer',
    1,
    [
      { ...sent, hoursAgo: 8.5 },
      { ...sent, count: 2_500 },
    ],
  ],
  ['one, before much of others', 1, [{ ...sent, hoursAgo: 10 }, others]],
  [
    'one, between what others were sent and what is newer',
    others.count + 1,
    [others, { ...sent, hoursAgo: 8.5 }, { ...sent, count: 2_500 }],
  ],
  [
    'the highest of several, however they arrived',
    12,
    [
      { via: 'poll', hoursAgo: 9, position: 11 },
      { via: 'backfill', hoursAgo: 9, position: 12 },
      { ...sent, hoursAgo: 9, position: 10 },
    ],
  ],
])('the last position from eight hours ago: %s', async (_, expected, logged) => {
  await using log = await openLog(logged);
  const moment = now - 8 * hours;
  expect(await lastPositionBefore(log.database, { connectionId, source, moment })).toBe(expected);
});

test.each<[string, number | null, readonly Logged[]]>([
  ['nothing is known', null, []],
  ['only later ones are known', null, [{ ...sent, position: 4_001 }]],
  [
    'a backfill found the one before',
    9,
    [
      { ...sent, hoursAgo: 9 },
      { ...found, count: 20 },
    ],
  ],
  ['others were sent the one before', null, [{ ...sent, connectionId: 'con_2' }]],
  [
    'it is the last',
    3,
    [
      { ...sent, hoursAgo: 9 },
      { ...sent, hoursAgo: 3 },
    ],
  ],
  [
    'they arrived out of order',
    3,
    [
      { ...sent, hoursAgo: 3, position: 3_999 },
      { ...sent, hoursAgo: 2, position: 3_998 },
      { ...sent, hoursAgo: 1, position: 4_002 },
    ],
  ],
  [
    'it is behind all that is read',
    null,
    [
      { ...sent, hoursAgo: 9 },
      { ...found, count: pageSize },
    ],
  ],
])('hours since the activity before a position: %s', async (_, expected, logged) => {
  await using log = await openLog(logged);
  const moment = await log.database.read((tx) =>
    momentBefore(tx, { connectionId, source, position: 4_000 }),
  );
  expect(moment === null ? null : (now - moment) / hours).toBe(expected);
});

test.skipIf(engine === 'postgres')('all of it is read by indexes, on SQLite, too', async () => {
  await using log = await openLog([found, sent]);
  const { database } = log;
  const plans = recordQueryPlans(database);
  const moment = now - 8 * hours;
  await new FirstWebhooks(database).position({ connectionId, source });
  await lastPositionBefore(database, { connectionId, source, moment });
  await database.read((tx) => momentBefore(tx, { connectionId, source, position: 4_000 }));
  await database.read((tx) => wasSilent(tx, { connectionId, moment, milliseconds: hours }));
  await database.read((tx) => eventsWithActivities(tx, { connectionId, after: 9, limit: 2 }));
  const steps = new Set((await plans()).flat());
  const ofTables = [...steps].filter((step) => /^(SCAN|SEARCH) [eak]\b|TEMP B-TREE/.test(step));
  expect(ofTables.toSorted()).toEqual([
    'SEARCH a USING INDEX activities_identity (connection_id=? AND activity_id=?)',
    'SEARCH a USING INTEGER PRIMARY KEY (rowid=?)',
    'SEARCH a USING INTEGER PRIMARY KEY (rowid=?) LEFT-JOIN',
    'SEARCH e USING COVERING INDEX events_connection (connection_id=?)',
    'SEARCH e USING INDEX events_connection (connection_id=? AND seq<?)',
    'SEARCH e USING INDEX events_connection (connection_id=? AND seq>?)',
    'SEARCH e USING INDEX events_connection (connection_id=?)',
    'SEARCH e USING INDEX events_occurred (occurred_at<?)',
    'SEARCH k USING COVERING INDEX activities_identity (connection_id=? AND activity_id=?)',
  ]);
});
