import { matchesEventType } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';

import type { NewDelivery } from '../lanes/delivery-queue.ts';
import { laneOf } from '../lanes/lane.ts';
import type { ActiveSubscription } from '../../database/stores/subscription-store.ts';

/** An event as far as subscriptions ask about it. */
export interface StoredEvent {
  readonly seq: number;
  readonly id: string;
  readonly connectionId: string;
  readonly type: EventType;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  /** Until when it may still become whole, in epoch milliseconds; null when it is. */
  readonly enrichUntil: number | null;
}

/**
 * One delivery for each event and each subscription that wants it, in the order of the events.
 * Paused and disabled subscriptions too: what they miss is kept for them.
 */
export function deliveriesFor(options: {
  readonly events: readonly StoredEvent[];
  readonly subscriptions: readonly ActiveSubscription[];
}): NewDelivery[] {
  return options.events.flatMap((event) =>
    options.subscriptions
      .filter(
        ({ eventTypes, connectionIds }) =>
          (connectionIds === null || connectionIds.includes(event.connectionId)) &&
          matchesEventType({ patterns: eventTypes, type: event.type }),
      )
      .map(({ id, ordering }) => ({
        subscriptionId: id,
        eventSeq: event.seq,
        lane: laneOf({ ...event, ordering, eventId: event.id }),
        ...(event.enrichUntil === null ? {} : { notBefore: event.enrichUntil }),
      })),
  );
}
