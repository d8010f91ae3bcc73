import type { EventType } from '@invoice-relay/core/events';

import type { Insert } from '../sql/insert.ts';
import { integers, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';
import { insertEventTerms, termsColumn } from './event-terms.ts';

export interface NewEvent {
  readonly id: string;
  readonly connectionId: string;
  readonly activityId: string;
  readonly type: string;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  /** Epoch milliseconds, as are the others. */
  readonly occurredAt: number;
  readonly receivedAt: number;
  readonly enrichUntil: number | null;
  /** See `EventEntity.newerSeq`. */
  readonly newerSeq: number | null;
  readonly trace: string | null;
  /** See `EventEntity.correctedTypes`. */
  readonly correctedTypes: readonly string[];
  /** Its search terms: see `searchTerms`. */
  readonly searchTerms: readonly string[];
  readonly body: string;
}

/** Between the types of corrected events. */
export const typeSeparator = '\n';

const insert: Insert = {
  table: 'events',
  columns: {
    id: 'text',
    connection_id: 'text',
    activity_id: 'text',
    type: 'text',
    subject_kind: 'text',
    subject_id: 'text',
    occurred_at: 'bigint',
    received_at: 'bigint',
    enrich_until: 'bigint',
    newer_seq: 'bigint',
    trace: 'text',
    corrected_type: 'text',
    search_terms: 'text',
    body: 'text',
  },
  returning: ['seq', 'id'],
};

/**
 * Appends events to the log, in order, with their search terms. @returns the same with their
 * positions
 */
export async function insertEvents<Event extends NewEvent>(
  tx: Transaction,
  events: readonly Event[],
): Promise<(Event & { readonly seq: number })[]> {
  // Numbers are assigned now and visible at the commit: in between nobody else may append.
  await tx.takeTurn();
  const rows = await tx.insertMany<{ seq: number; id: string }>(
    insert,
    events.map((event) => [
      event.id,
      event.connectionId,
      event.activityId,
      event.type,
      event.subjectKind,
      event.subjectId,
      event.occurredAt,
      event.receivedAt,
      event.enrichUntil,
      event.newerSeq,
      event.trace,
      event.correctedTypes.length === 0 ? null : event.correctedTypes.join(typeSeparator),
      termsColumn(event.searchTerms),
      event.body,
    ]),
  );
  const seqs = new Map(rows.map(({ id, seq }) => [id, seq]));
  const stored = events.map((event) => ({ ...event, seq: seqs.get(event.id) as number }));
  await insertEventTerms(
    tx,
    stored.map(({ seq, searchTerms }) => ({ seq, terms: searchTerms })),
  );
  return stored;
}

/** The types of events, by their positions in the log. */
export async function findEventTypes(
  tx: Transaction,
  seqs: readonly number[],
): Promise<
  ReadonlyMap<
    number,
    { readonly id: string; readonly type: EventType; readonly connectionId: string }
  >
> {
  const rows = await tx.all<{ seq: number; id: string; type: EventType; connectionId: string }>(
    sql`SELECT "seq", "id", "type", "connection_id" AS "connectionId" FROM "events"
        WHERE "seq" IN ${integers([...new Set(seqs)])}`,
  );
  return new Map(rows.map(({ seq, ...event }) => [Number(seq), event]));
}

/** Records the newer event of their subject for these events, once that has its position. */
export function setNewerSeqs(
  tx: Transaction,
  events: readonly { readonly seq: number; readonly newerSeq: number }[],
) {
  return tx.each(
    events,
    ({ seq, newerSeq }) => sql`UPDATE "events" SET "newer_seq" = ${newerSeq} WHERE "seq" = ${seq}`,
  );
}
