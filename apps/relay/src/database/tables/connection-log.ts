import { sql } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';

/*
 * The log of one connection, in SQL: `FROM "events" e WHERE ${ofConnection(id)} AND
 * ${after(seq)} ORDER BY ${oldestFirst}`. Read from the index of connections on every engine,
 * whatever it estimates.
 *
 * If the connection is compared with one value, PostgreSQL drops it from the order. Then the primary
 * key has that order, too, and with statistics from when there was only this connection, PostgreSQL
 * walks it through everything of the others. Compared with a list, the connection stays in the
 * order. And with a position it knows, PostgreSQL may expect next to nothing after it, and read all
 * of that; it expects much after the result of a subquery.
 */

/** @param id of the connection, or a column with it */
export function ofConnection(id: string | Sql): Sql {
  return sql`e."connection_id" IN (${id}, ${id})`;
}

export function after(seq: number): Sql {
  return sql`e."seq" > (SELECT CAST(${seq} AS bigint))`;
}

export function before(seq: number): Sql {
  return sql`e."seq" < (SELECT CAST(${seq} AS bigint))`;
}

export const oldestFirst: Sql = sql`e."connection_id", e."seq"`;
export const newestFirst: Sql = sql`e."connection_id" DESC, e."seq" DESC`;
