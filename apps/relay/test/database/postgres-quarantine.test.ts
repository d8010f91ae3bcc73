import { expect, test } from 'vitest';

import { sql } from '../../src/database/sql/sql.ts';
import { insertQuarantined } from '../../src/database/tables/quarantine.ts';
import type { NewQuarantined } from '../../src/database/tables/quarantine.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

const server = sharedPostgres();

const item = (id: string): NewQuarantined => ({
  id,
  connectionId: 'con_1',
  source: 'example',
  reason: 'payload_unreadable',
  detail: 'It cannot be read.',
  authentic: true,
  via: 'webhook',
  activityId: null,
  method: 'POST',
  headers: {},
  body: Buffer.from(id),
  bodyAlone: true,
  receivedAt: 0,
});

test('whoever reads the quarantine page by page misses nothing: it is numbered in commit order', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  // As part of a transaction that need not queue for anything else.
  const outOfLine = { inLine: false };
  let afterSecond: Promise<readonly { readonly id: string }[]> | undefined;
  await one.database.write(async (tx) => {
    await insertQuarantined(tx, [item('qua_1')]);
    let isStored = false;
    afterSecond = two.database
      .write((other) => insertQuarantined(other, [item('qua_2')]), outOfLine)
      .then(() => {
        isStored = true;
        return two.database.read((reader) =>
          reader.all(sql`SELECT "id" FROM "quarantine" ORDER BY "seq"`),
        );
      });
    await expect.poll(async () => isStored || (await somebodyWaits(one.database))).toBe(true);
  }, outOfLine);
  expect(await afterSecond).toEqual([{ id: 'qua_1' }, { id: 'qua_2' }]);
});
