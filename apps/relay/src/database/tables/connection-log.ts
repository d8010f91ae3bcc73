import { operationalEventTypes } from '@invoice-relay/core/events';

import { sql, texts } from '../sql/sql.ts';
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

/**
 * When anything was last received for a connection, as a scalar subquery; null if nothing ever was.
 * The relay's own operational events about it do not count.
 *
 * What comes out of the quarantine, or was confirmed late, was received before what is ahead of it
 * in the log: so it is the latest time among this many at the end of the log.
 */
export function lastReceived(id: string | Sql, latest: number): Sql {
  return sql`(SELECT MAX("received_at") FROM (
    SELECT e."received_at" FROM "events" e
    WHERE ${ofConnection(id)} AND e."type" NOT IN ${texts(operationalEventTypes)}
    ORDER BY ${newestFirst} LIMIT ${latest}) AS "latest")`;
}

/** How many of them are read where it is asked of many connections at once, or often. */
export const fewLatest = 20;
