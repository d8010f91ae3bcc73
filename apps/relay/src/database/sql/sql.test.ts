import { expect, test } from 'vitest';

import { Renderer } from './render.ts';
import { sql, texts } from './sql.ts';
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
