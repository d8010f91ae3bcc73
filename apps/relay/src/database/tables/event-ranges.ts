import { setImmediate } from 'node:timers/promises';

import type { LogEnds } from '../log-steps.ts';
import { sql, texts } from '../sql/sql.ts';
import type { Sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** By the timestamps of events, in epoch milliseconds; `to` is exclusive. */
export interface TimeRange {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
}

/** Up to this many count as few. */
const mostFew = 1_000;

/** Index entries read per statement. */
const entriesAtOnce = 50_000;

/** Index entries read at the most for rough ends. */
const entriesForRough = 20_000;

/** The first and the last position of the log; undefined if it is empty. */
export async function logEnds(tx: Transaction): Promise<LogEnds | undefined> {
  const ends = await tx.first<{ first: number | null; last: number }>(
    sql`SELECT (SELECT MIN("seq") FROM "events") AS "first",
               (SELECT MAX("seq") FROM "events") AS "last"`,
  );
  if (ends === undefined || ends.first === null) return undefined;
  return { first: Number(ends.first), last: Number(ends.last) };
}

/**
 * The positions of all events of these types, this connection or this time; undefined if they are
 * many.
 */
export async function fewEvents(
  tx: Transaction,
  by: { readonly types: readonly string[] } | { readonly connectionId: string } | TimeRange,
): Promise<readonly number[] | undefined> {
  const found = await tx.all<{ seq: number }>(
    sql`SELECT "seq" FROM "events" WHERE ${condition(by)} LIMIT ${mostFew + 1}`,
  );
  return found.length > mostFew ? undefined : found.map(({ seq }) => Number(seq));
}

function condition(by: Parameters<typeof fewEvents>[1]): Sql {
  if ('types' in by) return sql`"type" IN ${texts(by.types)}`;
  if ('connectionId' in by) return sql`"connection_id" = ${by.connectionId}`;
  return sql`"occurred_at" >= ${by.from ?? earliest} AND "occurred_at" < ${by.to ?? latest}`;
}

const earliest = Number.MIN_SAFE_INTEGER;
const latest = Number.MAX_SAFE_INTEGER;

/** The ends of any range. */
const unbounded: LogEnds = { first: 0, last: latest };

/**
 * The first and the last position of events in a time range: undefined if there are none. Only
 * reads the index of times, all entries of the range, and lets others have the thread in between.
 */
export async function timeEnds(tx: Transaction, range: TimeRange): Promise<LogEnds | undefined> {
  const { from, to = latest } = range;
  if (from === undefined && range.to === undefined) return unbounded;
  let first = latest;
  let last = 0;
  let begin: Place | undefined = { at: from ?? earliest, seq: 0 };
  while (begin !== undefined) {
    const ends = await endsOfNext(tx, { begin, to });
    first = Math.min(first, ends?.first ?? first);
    last = Math.max(last, ends?.last ?? last);
    begin = await placeAfter(tx, { begin, to });
    await setImmediate();
  }
  return first === latest ? undefined : { first, last };
}

/**
 * The same in one short statement, for those who only save work by it: the ends of the log if many
 * events are in the range.
 */
export async function roughTimeEnds(
  tx: Transaction,
  range: TimeRange,
): Promise<LogEnds | undefined> {
  const { from = earliest, to = latest } = range;
  if (range.from === undefined && range.to === undefined) return unbounded;
  const ends = await tx.first<{ first: number | null; last: number; count: number }>(
    sql`SELECT MIN("seq") AS "first", MAX("seq") AS "last", COUNT(*) AS "count" FROM (
          SELECT "seq" FROM "events" WHERE "occurred_at" >= ${from} AND "occurred_at" < ${to}
          LIMIT ${entriesForRough}) AS "within"`,
  );
  if (ends === undefined || ends.first === null) return undefined;
  if (Number(ends.count) === entriesForRough) return unbounded;
  return { first: Number(ends.first), last: Number(ends.last) };
}

/** A position in the index of times. */
interface Place {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seq: number;
}

/** The index entry this many further on; undefined if there are fewer. */
async function placeAfter(
  tx: Transaction,
  { begin, to }: { readonly begin: Place; readonly to: number },
): Promise<Place | undefined> {
  const place = await tx.first<Place>(
    sql`SELECT "occurred_at" AS "at", "seq" FROM "events"
        WHERE ("occurred_at", "seq") >= (${begin.at}, ${begin.seq}) AND "occurred_at" < ${to}
        ORDER BY "occurred_at", "seq" LIMIT 1 OFFSET ${entriesAtOnce}`,
  );
  return place && { at: Number(place.at), seq: Number(place.seq) };
}

/**
 * The first and the last position of the next entries. These are bounded by a limit: for the least
 * and the greatest in a range, PostgreSQL walks through the log, from either end, until an event is
 * in it.
 */
async function endsOfNext(
  tx: Transaction,
  { begin, to }: { readonly begin: Place; readonly to: number },
): Promise<LogEnds | undefined> {
  const ends = await tx.first<{ first: number | null; last: number }>(
    sql`SELECT MIN("seq") AS "first", MAX("seq") AS "last" FROM (
          SELECT "seq" FROM "events"
          WHERE ("occurred_at", "seq") >= (${begin.at}, ${begin.seq}) AND "occurred_at" < ${to}
          ORDER BY "occurred_at", "seq" LIMIT ${entriesAtOnce}) AS "next"`,
  );
  if (ends === undefined || ends.first === null) return undefined;
  return { first: Number(ends.first), last: Number(ends.last) };
}
