import { matchesEventType } from '@invoice-relay/core/events';
import type { EventType, EventTypePattern } from '@invoice-relay/core/events';

import { integers, sql } from '../../../database/sql/sql.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { fitting } from '../../index.ts';
import type { StreamPosition } from './stream-position.ts';
import type { Feed } from './stream.schemas.ts';
import { deliveryId } from '../../../shared/ids/delivery-id.ts';

/** What a stream carries. */
export interface StreamFilter {
  readonly feeds: readonly Feed[];
  /** Null means every type, including operational ones. */
  readonly types: readonly EventTypePattern[] | null;
  /**
   * Only deliveries of, and operational events about, subscriptions that this key created; null for
   * all.
   */
  readonly madeBy: string | null;
}

export interface StreamItem {
  readonly position: StreamPosition;
  readonly name: 'event' | 'delivery';
  /** JSON. */
  readonly data: string;
}

/** Rows per query, for each log. */
const rowsPerLook = 100;

/** The most that is read of events at once, in bytes: many streams may be open. */
const bytesPerLook = 1024 * 1024;

/** @returns what follows a position, and how far that was read */
export async function readAfter(
  tx: Transaction,
  options: {
    readonly position: StreamPosition;
    /** Attempts are read up to this one: see `SettledAttempts`. */
    readonly settledAttempts: number;
    readonly filter: StreamFilter;
  },
): Promise<{
  readonly items: readonly StreamItem[];
  readonly position: StreamPosition;
  /** Whether there may already be more. */
  readonly more: boolean;
}> {
  const { filter, settledAttempts } = options;
  let { events: eventSeq, attempts: attemptSeq } = options.position;
  const position = (): StreamPosition => ({ events: eventSeq, attempts: attemptSeq });
  const items: StreamItem[] = [];
  const { types, madeBy } = filter;
  const wants = (type: EventType): boolean =>
    types === null || matchesEventType({ patterns: types, type });
  const isTheirs = (apiKeyId: string | null): boolean => madeBy === null || apiKeyId === madeBy;
  const found = filter.feeds.includes('events') ? await readEvents(tx, eventSeq) : [];
  const isTheirEvent = ({ type, about, apiKeyId }: EventRow): boolean =>
    (about === null || isTheirs(apiKeyId)) && wants(type);
  const events = fitting({
    rows: found,
    sizeOf: (event) => (isTheirEvent(event) ? event.size : 0),
    maxBytes: bytesPerLook,
  });
  const bodies = await eventBodies(tx, events.filter(isTheirEvent));
  for (const { seq } of events) {
    eventSeq = Number(seq);
    const body = bodies.get(eventSeq);
    if (body !== undefined) items.push({ position: position(), name: 'event', data: body });
  }
  const attempts = filter.feeds.includes('deliveries')
    ? await readAttempts(tx, { after: attemptSeq, upTo: settledAttempts })
    : [];
  for (const attempt of attempts) {
    attemptSeq = Number(attempt.seq);
    if (isTheirs(attempt.apiKeyId) && wants(attempt.eventType)) {
      items.push({
        position: position(),
        name: 'delivery',
        data: JSON.stringify(deliveryOf(attempt)),
      });
    }
  }
  const more =
    found.length === rowsPerLook || events.length < found.length || attempts.length === rowsPerLook;
  return { items, position: position(), more };
}

interface EventRow {
  readonly seq: number;
  readonly type: EventType;
  /** Of the body, in bytes. */
  readonly size: number;
  /** The subscription that an operational event is about; null for all other events. */
  readonly about: string | null;
  readonly apiKeyId: string | null;
}

function readEvents(tx: Transaction, after: number): Promise<EventRow[]> {
  return tx.all(
    sql`SELECT e."seq", e."type", octet_length(e."body") AS "size", s."id" AS "about",
          s."api_key_id" AS "apiKeyId"
        FROM "events" e LEFT JOIN "subscriptions" s
          ON e."subject_kind" = 'subscription' AND s."id" = e."subject_id"
        WHERE e."seq" > ${after} ORDER BY e."seq" LIMIT ${rowsPerLook}`,
  );
}

async function eventBodies(
  tx: Transaction,
  events: readonly EventRow[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await tx.all<{ seq: number; body: string }>(
    sql`SELECT "seq", "body" FROM "events"
        WHERE "seq" IN ${integers(events.map(({ seq }) => Number(seq)))}`,
  );
  return new Map(rows.map(({ seq, body }) => [Number(seq), body]));
}

interface AttemptRow {
  readonly seq: number;
  readonly startedAt: number;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  readonly error: string | null;
  readonly deliverySeq: number;
  readonly subscriptionId: string;
  readonly status: string;
  readonly apiKeyId: string | null;
  readonly eventId: string;
  readonly eventType: EventType;
}

function readAttempts(
  tx: Transaction,
  { after, upTo }: { readonly after: number; readonly upTo: number },
): Promise<AttemptRow[]> {
  return tx.all(
    sql`SELECT a."seq", a."started_at" AS "startedAt", a."duration_ms" AS "durationMs",
          a."status" AS "httpStatus", a."error", d."seq" AS "deliverySeq",
          d."subscription_id" AS "subscriptionId", d."status", s."api_key_id" AS "apiKeyId",
          e."id" AS "eventId", e."type" AS "eventType"
        FROM "attempts" a
        JOIN "deliveries" d ON d."seq" = a."delivery_seq"
        JOIN "events" e ON e."seq" = d."event_seq"
        JOIN "subscriptions" s ON s."id" = d."subscription_id"
        WHERE a."seq" > ${after} AND a."seq" <= ${upTo} ORDER BY a."seq" LIMIT ${rowsPerLook}`,
  );
}

/** A delivery as of an attempt. */
function deliveryOf(row: AttemptRow): object {
  return {
    id: deliveryId(row.deliverySeq),
    subscriptionId: row.subscriptionId,
    eventId: row.eventId,
    eventType: row.eventType,
    status: row.status,
    attempt: {
      startedAt: new Date(Number(row.startedAt)).toISOString(),
      durationMs: row.durationMs,
      status: row.httpStatus,
      error: row.error,
    },
  };
}
