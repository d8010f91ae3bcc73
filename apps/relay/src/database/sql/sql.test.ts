import { expect, test } from 'vitest';

import { temporaryDatabase } from '../../../test/support/temp-database.ts';
import { Renderer } from './render.ts';
import { integers, rows, sql, texts } from './sql.ts';
import { sqliteDialect } from '../sqlite/sqlite-dialect.ts';

test('the text of a call site never depends on its values', () => {
  const renderer = new Renderer(sqliteDialect);
  const statement = (ids: string[], from: number) =>
    renderer.render(sql`SELECT 1 WHERE "id" IN ${texts(ids)} AND "seq" > ${from}`);
  const few = statement(['a'], 1);
  const many = statement(['a', 'b', `"; DROP TABLE x`], 2);
  expect(many.text).toBe(few.text);
  expect(many.values).toEqual([`["a","b","\\"; DROP TABLE x"]`, 2]);
});

test('what is written comes back: booleans, bytes, null, long numbers, text with quotes', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const insert = {
    table: 'activities',
    columns: {
      connection_id: 'text',
      activity_id: 'text',
      raw: 'bytes',
      via: 'text',
      received_at: 'bigint',
    },
    onConflict: 'ON CONFLICT ("connection_id", "activity_id") DO NOTHING',
    returning: ['activity_id'],
  } as const;
  const row = (id: string) => ['con_1', id, new Uint8Array([0, 255]), `it's`, 2 ** 52];
  await database.write(async (tx) => {
    expect(await tx.insertMany(insert, [row('1'), row('2')])).toHaveLength(2);
    expect(await tx.insertMany(insert, [row('2'), row('3')])).toEqual([{ activity_id: '3' }]);
  });
  await database.read(async (tx) => {
    expect(
      await tx.first(sql`SELECT "raw", "via", "received_at" AS "at" FROM "activities" LIMIT 1`),
    ).toEqual({ raw: Buffer.from([0, 255]), via: `it's`, at: 2 ** 52 });
    expect(await tx.all(sql`SELECT ${true} AS "yes", ${null} AS "none"`)).toEqual([
      { yes: 1, none: null },
    ]);
  });
});

test('lists of any length, fragments, rows to update from, and one statement for each item', async () => {
  await using temporary = await temporaryDatabase();
  const { database } = temporary;
  const names = Array.from({ length: 40_000 }, (_, index) => `name ${index}`);
  await database.write(async (tx) => {
    await tx.insertMany(
      { table: 'settings', columns: { name: 'text', value: 'text' } },
      names.map((name) => [name, '']),
    );
    const among = sql`"name" IN ${texts(names.slice(1))}`;
    expect(await tx.run(sql`UPDATE "settings" SET "value" = ${'x'} WHERE ${among}`)).toBe(39_999);
    await tx.run(
      sql`UPDATE "settings" SET "value" = "new"."value"
          FROM ${rows({ name: 'text', value: 'text' }, [['name 0', 'y']])} AS "new"
          WHERE "settings"."name" = "new"."name"`,
    );
    expect(
      await tx.each(
        ['name 1', 'name 2', 'nobody'],
        (name) => sql`DELETE FROM "settings" WHERE "name" = ${name}`,
      ),
    ).toBe(2);
    expect(await tx.first(sql`SELECT "value" FROM "settings" WHERE "name" = ${'name 0'}`)).toEqual({
      value: 'y',
    });
    expect(await tx.all(sql`SELECT 1 WHERE 1 IN ${integers([])}`)).toEqual([]);
  });
});
