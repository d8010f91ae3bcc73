import type { Insert } from '../sql/insert.ts';
import { rows, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/**
 * How many positions of the log make a segment. Within a segment terms are sorted, so a search is
 * one lookup per segment; and the matches of one segment are few enough to be sorted in log order
 * in milliseconds. In a log of 5 million events that is 610 lookups.
 */
export const segmentSize = 8_192;

/** The segment of a position in the log. */
export function segmentOf(seq: number): number {
  return Math.floor(seq / segmentSize);
}

export interface EventTerms {
  readonly seq: number;
  /** See `searchTerms`. */
  readonly terms: readonly string[];
}

/**
 * Terms as stored in the row of their event, each preceded by a line feed; null if there are none.
 */
export function termsColumn(terms: readonly string[]): string | null {
  return terms.length === 0 ? null : terms.map((term) => `\n${term}`).join('');
}

/**
 * For `LIKE`: matches a column with a term that starts with the key, which consists of letters and
 * digits.
 */
export function termsPattern(key: string): string {
  return `%\n${key}%`;
}

const insert: Insert = {
  table: 'event_terms',
  columns: { segment: 'bigint', term: 'text', seq: 'bigint' },
  onConflict: 'ON CONFLICT DO NOTHING',
};

/** Adds events to the search index under these terms; existing entries stay. */
export async function insertEventTerms(
  tx: Transaction,
  events: readonly EventTerms[],
): Promise<void> {
  await tx.insertMany(insert, keysOf(events));
}

/** Removes events from the search index. @param events with their rows' `search_terms` */
export async function deleteEventTerms(
  tx: Transaction,
  events: readonly { readonly seq: number; readonly searchTerms: string | null }[],
): Promise<void> {
  const gone = keysOf(
    events.map(({ seq, searchTerms }) => ({
      seq: Number(seq),
      terms: searchTerms?.slice(1).split('\n') ?? [],
    })),
  );
  if (gone.length === 0) return;
  const given = rows({ segment: 'bigint', term: 'text', seq: 'bigint' }, gone);
  await tx.run(
    sql`DELETE FROM "event_terms" WHERE ("segment", "term", "seq") IN (
          SELECT "segment", "term", "seq" FROM ${given} AS "gone")`,
  );
}

/** In index order, so that neighbors are written together. */
function keysOf(events: readonly EventTerms[]): (readonly [number, string, number])[] {
  return events.flatMap(({ seq, terms }) =>
    terms.map((term) => [segmentOf(seq), term, seq] as const),
  );
}

/** The first and the last segment with terms; undefined if there are none. */
export async function segmentBounds(
  tx: Transaction,
): Promise<{ readonly first: number; readonly last: number } | undefined> {
  const bounds = await tx.first<{ first: number | null; last: number | null }>(
    sql`SELECT (SELECT MIN("segment") FROM "event_terms") AS "first",
               (SELECT MAX("segment") FROM "event_terms") AS "last"`,
  );
  if (bounds === undefined || bounds.first === null) return undefined;
  return { first: Number(bounds.first), last: Number(bounds.last) };
}

/**
 * Those of some segments that contain a term that starts with a key and, if a connection is given,
 * an event of it. One or two index lookups each.
 */
export async function segmentsWith(
  tx: Transaction,
  options: {
    readonly segments: readonly number[];
    readonly key: string;
    readonly connectionId: string | undefined;
  },
): Promise<ReadonlySet<number>> {
  const { segments, key, connectionId } = options;
  const given = rows(
    { segment: 'bigint' },
    segments.map((segment) => [segment]),
  );
  const ofConnection =
    connectionId === undefined
      ? sql``
      : sql`AND (SELECT 1 FROM "events" e WHERE e."connection_id" = ${connectionId}
               AND e."seq" >= s."segment" * ${segmentSize}
               AND e."seq" < (s."segment" + 1) * ${segmentSize} LIMIT 1) = 1`;
  // No EXISTS, which an engine may turn into a join that reads all terms.
  const found = await tx.all<{ segment: number }>(
    sql`SELECT s."segment" FROM ${given} AS s
        WHERE (SELECT 1 FROM "event_terms" t WHERE t."segment" = s."segment"
                 AND t."term" >= ${key} AND t."term" < ${endOf(key)} LIMIT 1) = 1 ${ofConnection}`,
  );
  return new Set(found.map(({ segment }) => Number(segment)));
}

/** Positions of events in some segments with a term that starts with a key, in no order. */
export async function seqsWith(
  tx: Transaction,
  options: {
    readonly segments: readonly number[];
    readonly key: string;
    readonly limit: number;
  },
): Promise<readonly number[]> {
  const { segments, key, limit } = options;
  const given = rows(
    { segment: 'bigint' },
    segments.map((segment) => [segment]),
  );
  const found = await tx.all<{ seq: number }>(
    sql`SELECT DISTINCT t."seq" FROM ${given} AS s CROSS JOIN "event_terms" t
        WHERE t."segment" = s."segment" AND t."term" >= ${key} AND t."term" < ${endOf(key)}
        LIMIT ${limit}`,
  );
  return found.map(({ seq }) => Number(seq));
}

/** After everything that starts with a key: terms only contain letters and digits. */
function endOf(key: string): string {
  return `${key}\u{10FFFF}`;
}
