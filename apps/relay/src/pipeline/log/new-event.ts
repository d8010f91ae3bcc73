import { createEvent, eventId } from '@invoice-relay/core/events';
import type { Correction, EventType, NormalizedEvent } from '@invoice-relay/core/events';

import type { NewEvent } from '../../database/tables/events.ts';
import type { LogConnection } from '../../database/tables/log-connections.ts';
import { searchTerms } from '../../shared/search-terms.ts';
import type { AppendedEvent } from './arrival.ts';

/** An event on its way into the log. */
export interface LogEvent extends NewEvent, AppendedEvent {
  readonly type: EventType;
  /** The fractional digits of the second, which compare as text. */
  readonly fraction: string;
  readonly correctedTypes: readonly EventType[];
  /** The event that this one replaces. */
  readonly corrects?: Correction;
}

/** Creates the event of a stored activity: the body that subscribers receive, serialized once. */
export function newEvent(options: {
  readonly connection: LogConnection;
  readonly activityId: string;
  readonly event: NormalizedEvent;
  /** Which of the activity's events it is. */
  readonly index: number;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  /** Until when events of its connection wait for their documents; null if they do not. */
  readonly enrichUntil: number | null;
  /** The trace that brought it; null without tracing. */
  readonly trace: string | null;
  /** For one that corrects an earlier event of the activity. */
  readonly correction?: {
    readonly count: number;
    readonly corrects: Correction;
    readonly correctedTypes: readonly EventType[];
  };
}): LogEvent {
  const { connection, activityId, event, index, receivedAt, trace, correction } = options;
  const id = eventId({
    connectionId: connection.id,
    activityId,
    index,
    ...(correction && { correction: correction.count }),
  });
  const { type, timestamp, subject } = event;
  // A document that came with the activity is not requested again.
  const asks = subject !== null && event.document === undefined;
  const enrichUntil = asks ? options.enrichUntil : null;
  const isComplete = connection.enrich && event.document !== undefined;
  const made = createEvent({
    id,
    connectionId: connection.id,
    source: connection.source,
    normalized: event,
    includeLinks: connection.includeLinks,
    ...(correction && { corrects: correction.corrects }),
    ...(enrichUntil === null ? {} : { enrichment: { state: 'pending' } }),
    ...(isComplete ? { enrichment: { state: 'complete' } } : {}),
  });
  return {
    id,
    connectionId: connection.id,
    activityId,
    type,
    timestamp,
    isDated: event.activity.createdAt !== null && event.timestampSource !== 'seen',
    subjectKind: subject?.kind ?? null,
    subjectId: subject?.id ?? null,
    occurredAt: Date.parse(timestamp),
    fraction: fractionOf(timestamp),
    receivedAt,
    enrichUntil,
    newerSeq: null,
    trace,
    correctedTypes: correction?.correctedTypes ?? [],
    ...(correction && { corrects: correction.corrects }),
    searchTerms: searchTerms(made),
    body: JSON.stringify(made),
  };
}

/** In the order of their timestamps: what is stored together arrived at the same time. */
export function chronological(events: readonly LogEvent[]): LogEvent[] {
  return events.toSorted(byTimestamp);
}

/** To the last digit that the vendor gave: .NET writes seven, of which a number holds three. */
export function byTimestamp(
  a: Pick<LogEvent, 'occurredAt' | 'fraction'>,
  b: Pick<LogEvent, 'occurredAt' | 'fraction'>,
): number {
  if (a.occurredAt !== b.occurredAt) return a.occurredAt - b.occurredAt;
  return a.fraction < b.fraction ? -1 : Number(a.fraction > b.fraction);
}

/** The fractional digits of the second of an ISO 8601 time, without zeros at their end. */
export function fractionOf(timestamp: string): string {
  return /\.(\d*[1-9])/.exec(timestamp)?.[1] ?? '';
}
