import { expect, test } from 'vitest';

import { Renderer } from './render.ts';
import { sql, sqlPlannedOnce, texts } from './sql.ts';
import { postgresDialect } from '../postgres/postgres-dialect.ts';
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

test('statements planned once are marked for SQLite alone, including fragments', () => {
  const statement = sqlPlannedOnce`SELECT 1 WHERE "seq" > ${1} AND ${sql`"id" = ${'a'}`}`;
  const { text, values } = new Renderer(sqliteDialect).render(statement);
  expect(text).toBe('SELECT 1 WHERE "seq" > +? AND "id" = +?');
  expect(values).toEqual([1, 'a']);
  expect(new Renderer(postgresDialect).render(statement).text).toBe(
    'SELECT 1 WHERE "seq" > $1 AND "id" = $2',
  );
});
