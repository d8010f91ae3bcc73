import { createEvent } from '@invoice-relay/core/events';
import type { SourceEvent } from '@invoice-relay/core/events';

import { integers, sql } from '../../../database/sql/sql.ts';
import { markErasure } from '../../../database/tables/erasures.ts';
import { deleteEventTerms } from '../../../database/tables/event-terms.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** Whose data is to be erased. */
export interface ErasedSubject {
  readonly connectionId: string;
  readonly kind: string;
  readonly id: string;
}

interface EventRow {
  readonly seq: number;
  readonly activityId: string;
  readonly body: string;
}

/** An event in the log. */
export interface LoggedEvent extends EventRow {
  readonly searchTerms: string | null;
}

export function eventsOf(tx: Transaction, subject: ErasedSubject): Promise<LoggedEvent[]> {
  const { connectionId, kind, id } = subject;
  return tx.all(
    sql`SELECT "seq", "activity_id" AS "activityId", "body", "search_terms" AS "searchTerms"
        FROM "events"
        WHERE "subject_id" = ${id} AND "subject_kind" = ${kind}
          AND "connection_id" = ${connectionId} ORDER BY "seq"`,
  );
}

/** Empties events, raw activities and responses of one subject. Their positions in the log stay. */
export async function eraseEvents(
  tx: Transaction,
  options: {
    readonly subject: ErasedSubject;
    /** Its events: whoever records an attempt of one waits for this transaction. */
    readonly found: readonly LoggedEvent[];
    /** Epoch milliseconds. */
    readonly now: number;
  },
): Promise<{
  readonly events: number;
  readonly activities: number;
  readonly attempts: number;
  readonly heldEvents: number;
  /** The pending deliveries of these events, by subscription. */
  readonly pending: readonly { readonly subscriptionId: string; readonly count: number }[];
}> {
  const { subject, found, now } = options;
  const { connectionId, kind, id } = subject;
  await markErasure(tx, now);
  const seqs = found.map(({ seq }) => Number(seq));
  const events = await tx.each(
    found,
    ({ seq, body }) =>
      sql`UPDATE "events" SET "body" = ${emptied(body)}, "enrich_until" = NULL,
            "search_terms" = NULL
          WHERE "seq" = ${Number(seq)}`,
  );
  await deleteEventTerms(tx, found);
  const held = await tx.all<EventRow>(
    sql`SELECT "seq", "activity_id" AS "activityId", "body" FROM "held_events"
        WHERE "connection_id" = ${connectionId} AND "subject_kind" = ${kind}
          AND "subject_id" = ${id}`,
  );
  const heldEvents = await tx.each(
    held,
    ({ seq, body }) =>
      sql`UPDATE "held_events" SET "body" = ${emptied(body)}, "enriches" = ${false}
          WHERE "seq" = ${Number(seq)}`,
  );
  const activities = await tx.each(
    [...new Set([...found, ...held].map(({ activityId }) => activityId))],
    (activityId) =>
      sql`UPDATE "activities" SET "raw" = ${new Uint8Array()}
          WHERE "connection_id" = ${connectionId} AND "activity_id" = ${activityId}`,
  );
  // Those that were given up may have no lane: whoever records an attempt of one has locked it.
  await tx.run(
    sql`UPDATE "deliveries" SET "status" = "status"
        WHERE "event_seq" IN ${integers(seqs)} AND "status" <> 'pending'`,
  );
  const attempts = await tx.run(
    sql`UPDATE "attempts" SET "response" = NULL, "response_headers" = NULL
        WHERE "response" IS NOT NULL AND "delivery_seq" IN (
          SELECT "seq" FROM "deliveries" WHERE "event_seq" IN ${integers(seqs)})`,
  );
  const pending = await tx.all<{ subscriptionId: string; count: number }>(
    sql`SELECT "subscription_id" AS "subscriptionId", COUNT(*) AS "count" FROM "deliveries"
        WHERE "event_seq" IN ${integers(seqs)} AND "status" = 'pending'
        GROUP BY "subscription_id"`,
  );
  return { events, heldEvents, activities, attempts, pending };
}

/** The event without anything that the vendor said about a person: still a valid event. */
function emptied(body: string): string {
  const { type, timestamp, data } = JSON.parse(body) as SourceEvent;
  const { id, connectionId, source, subject, activity, enrichment } = data;
  const { timestampSource, corrects, late } = data;
  return JSON.stringify(
    createEvent({
      id,
      connectionId,
      source,
      normalized: {
        type,
        timestamp,
        ...(timestampSource && { timestampSource }),
        subject: subject === null ? null : { ...subject, number: null },
        attributes: {},
        activity: { ...activity, message: null, link: null },
      },
      ...(corrects && { corrects }),
      ...(late && { late }),
      ...(enrichment === undefined
        ? {}
        : { enrichment: { state: 'unavailable', reason: 'no_document' } }),
    }),
  );
}
