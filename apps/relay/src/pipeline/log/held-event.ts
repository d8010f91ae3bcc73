import type { SourceEvent } from '@invoice-relay/core/events';

import type { HeldEvent } from '../../database/tables/held-events.ts';
import { searchTerms } from '../../shared/search-terms.ts';
import { enrichmentDeadline } from './enrichment-deadline.ts';
import { byTimestamp, fractionOf } from './new-event.ts';
import type { LogEvent } from './new-event.ts';

/** The kind of jobs that release held events; the key is the connection's id. */
export const holdJobs = 'hold';

/** The longest hold that a connection can be set to. */
export const longestHoldSeconds = 60;

/** How many due events are released in one transaction, with those before them. */
export const releasedAtOnce = 500;

/**
 * Whether an event waits for earlier ones: one without a subject has none.
 *
 * @param isHolding whether its connection is holding events
 */
export function isHeld(
  event: LogEvent,
  isHolding: boolean,
): event is LogEvent & { readonly subjectKind: string; readonly subjectId: string } {
  return isHolding && event.subjectKind !== null && event.subjectId !== null;
}

/**
 * Events of one arrival as they are held.
 *
 * @param options.inOrder whether they are already in order: then none overtakes one that it
 *   follows, whatever its date
 */
export function toHold(options: {
  readonly events: readonly (LogEvent & {
    readonly subjectKind: string;
    readonly subjectId: string;
  })[];
  readonly inOrder: boolean;
  readonly dueAt: number;
}): HeldEvent[] {
  const latest = new Map<string, LogEvent>();
  return options.events.map((event) => {
    const subject = `${event.subjectKind}/${event.subjectId}`;
    const before = latest.get(subject);
    const sortedAs =
      options.inOrder && before !== undefined && byTimestamp(before, event) > 0 ? before : event;
    latest.set(subject, sortedAs);
    return {
      id: event.id,
      connectionId: event.connectionId,
      activityId: event.activityId,
      type: event.type,
      subjectKind: event.subjectKind,
      subjectId: event.subjectId,
      occurredAt: event.occurredAt,
      isDated: event.isDated,
      sortAt: sortedAs.occurredAt,
      sortFraction: sortedAs.fraction,
      receivedAt: event.receivedAt,
      dueAt: options.dueAt,
      enriches: event.enrichUntil !== null,
      trace: event.trace,
      body: event.body,
    };
  });
}

/** A held event as it goes into the log. Its document is requested from now on. */
export function fromHold(event: HeldEvent, now: number): LogEvent {
  const made = JSON.parse(event.body) as SourceEvent;
  const { type, timestamp } = made;
  return {
    ...event,
    type,
    timestamp,
    fraction: fractionOf(timestamp),
    enrichUntil: enrichmentDeadline({ connection: { enrich: event.enriches }, now }),
    newerSeq: null,
    correctedTypes: [],
    searchTerms: searchTerms(made),
  };
}
