import type { EventType } from '@invoice-relay/core/events';

import { laneOf } from '../lanes/lane.ts';
import type { NewDelivery } from '../lanes/delivery-queue.ts';
import type { SubscriptionIndex } from './subscription-index.ts';

/** An event as far as subscriptions ask about it. */
interface StoredEvent {
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
  readonly subscriptions: SubscriptionIndex;
}): NewDelivery[] {
  return options.events.flatMap((event) =>
    options.subscriptions.match(event).map(({ id, ordering }) => ({
      subscriptionId: id,
      eventSeq: event.seq,
      lane: laneOf({ ...event, ordering, eventId: event.id }),
      ...(event.enrichUntil === null ? {} : { notBefore: event.enrichUntil }),
    })),
  );
}
