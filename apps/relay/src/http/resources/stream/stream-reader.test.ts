import { expect, test } from 'vitest';

import { insertRows } from '../../../../test/support/insert-rows.ts';
import { temporaryDatabase } from '../../../../test/support/temp-database.ts';
import { readAfter } from './stream-reader.ts';

test('large events are read a few at a time, and those of other types not at all', async () => {
  await using files = await temporaryDatabase();
  const kilobytes = 1_024;
  const logged: readonly (readonly [type: string, size: number])[] = [
    ['invoice.paid', 400 * kilobytes],
    ['order.created', 9_000 * kilobytes],
    ['invoice.paid', 400 * kilobytes],
    ['invoice.sent', 400 * kilobytes],
    ['order.created', 9_000 * kilobytes],
    ['invoice.paid', 3_000 * kilobytes],
    ['invoice.paid', 1],
  ];
  await files.database.write((tx) =>
    insertRows(tx, {
      table: 'events',
      columns: ['id', 'connection_id', 'activity_id', 'type', 'occurred_at', 'received_at', 'body'],
      rows: logged.map(([type, size], at) => [
        `evt_${at}`,
        'con_1',
        String(at),
        type,
        at,
        at,
        String(at).repeat(size),
      ]),
    }),
  );
  const looks: string[] = [];
  let position = { events: 0, attempts: 0 };
  for (let more = true; more;) {
    const found = await files.database.read((tx) =>
      readAfter(tx, {
        position,
        settledAttempts: 0,
        filter: { feeds: ['events'], types: ['invoice.*'], madeBy: null },
      }),
    );
    looks.push(found.items.map(({ position: at, data }) => `${at.events}:${data[0]}`).join(' '));
    ({ position, more } = found);
  }
  expect(looks).toEqual(['1:0 3:2', '4:3', '6:5', '7:6']);
  expect(position.events).toBe(7);
});
