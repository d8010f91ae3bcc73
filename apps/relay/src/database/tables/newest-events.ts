import type { Event } from '@invoice-relay/core/events';

import { readJson } from '../../shared/read-json.ts';
import { integers, rows, sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** What an event is about, across all connections. */
export interface SubjectKey {
  readonly connectionId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
}

/** The newest event of a subject, by the vendor's dates. */
export interface NewestEvent {
  readonly seq: number;
  readonly id: string;
  /** Epoch milliseconds. */
  readonly occurredAt: number;
}

/**
 * The newest dated event of each subject, by its index in the input. One lookup each, however many
 * events a subject has: its last event knows it, see `EventEntity.newerSeq`.
 */
export async function newestEvents(
  tx: Transaction,
  subjects: readonly SubjectKey[],
): Promise<ReadonlyMap<number, NewestEvent>> {
  const asked = rows(
    { place: 'bigint', connection_id: 'text', subject_kind: 'text', subject_id: 'text' },
    subjects.map(({ connectionId, subjectKind, subjectId }, place) => [
      place,
      connectionId,
      subjectKind,
      subjectId,
    ]),
  );
  const found = await tx.all<NewestEvent & { readonly place: number }>(
    // A list of one subject keeps it in the order, and PostgreSQL to the index of subjects: see
    // `connection-log.ts`.
    sql`SELECT "asked"."place", n."seq", n."id", n."occurred_at" AS "occurredAt"
        FROM (
          SELECT s."place", (
            SELECT e."seq" FROM "events" e
            WHERE e."subject_id" IN (s."subject_id", s."subject_id")
              AND e."connection_id" = s."connection_id" AND e."subject_kind" = s."subject_kind"
            ORDER BY e."subject_id" DESC, e."seq" DESC LIMIT 1
          ) AS "seq" FROM ${asked} AS s
        ) AS "asked"
        JOIN "events" l ON l."seq" = "asked"."seq"
        JOIN "events" n ON n."seq" = COALESCE(l."newer_seq", l."seq")`,
  );
  return new Map(
    found.map(({ place, seq, id, occurredAt }) => [
      Number(place),
      { seq: Number(seq), id, occurredAt: Number(occurredAt) },
    ]),
  );
}

/** The times of events, to the vendor's last digit. */
export async function timestampsOf(
  tx: Transaction,
  seqs: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const found = await tx.all<{ seq: number; body: string }>(
    sql`SELECT "seq", "body" FROM "events" WHERE "seq" IN ${integers(seqs)}`,
  );
  return new Map(
    found.flatMap(({ seq, body }) => {
      const timestamp = readJson<Partial<Event> | null>(body, null)?.timestamp;
      return timestamp === undefined ? [] : [[Number(seq), timestamp]];
    }),
  );
}
