import { expect, test } from 'vitest';

import { wasQuiet } from '../../src/upstream/backfill/known-activities.ts';
import { insertRows } from '../support/insert-rows.ts';
import { hours } from '../support/skipping-clock.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const now = Date.UTC(2026, 10, 20, 12);

interface Logged {
  readonly via: 'webhook' | 'backfill' | 'poll';
  readonly hoursAgo: number;
  readonly count?: number;
}

/**
 * Whether a connection that is sent something now had been quiet for six hours, with such a log.
 */
async function wasQuietWith(logged: readonly Logged[]): Promise<boolean> {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const rows = logged
    .flatMap(({ via, hoursAgo, count = 1 }) =>
      Array.from({ length: count }, () => ({ via, receivedAt: now - hoursAgo * hours })),
    )
    .map(({ via, receivedAt }, index) => ({ via, receivedAt, id: String(index) }));
  await database.write(async (tx) => {
    await insertRows(tx, {
      table: 'activities',
      columns: ['connection_id', 'activity_id', 'raw', 'via', 'received_at'],
      rows: rows.map(({ id, via, receivedAt }) => [
        'con_1',
        id,
        Buffer.from('{}'),
        via,
        receivedAt,
      ]),
    });
    await insertRows(tx, {
      table: 'events',
      columns: ['id', 'connection_id', 'activity_id', 'type', 'occurred_at', 'received_at', 'body'],
      rows: rows.map(({ id, receivedAt }) => [
        `evt_${id}`,
        'con_1',
        id,
        'invoice.paid',
        receivedAt,
        receivedAt,
        '{}',
      ]),
    });
  });
  return await database.read((tx) =>
    wasQuiet(tx, { connectionId: 'con_1', moment: now, milliseconds: 6 * hours }),
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
