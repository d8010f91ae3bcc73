import type { EventType } from '@invoice-relay/core/events';

import { laneOf } from '../lanes/lane.ts';
import type { NewDelivery } from '../lanes/delivery-queue.ts';
import type { SubscriptionInterest } from '../../database/tables/subscription-interests.ts';
import type { SubscriptionIndex } from './subscription-index.ts';

/** The properties of an event that subscriptions select by. */
interface StoredEvent {
  readonly seq: number;
  readonly id: string;
  readonly connectionId: string;
  readonly type: EventType;
  readonly subjectKind: string | null;
  readonly subjectId: string | null;
  /** Until when it may still become complete, in epoch milliseconds; null if it is. */
  readonly enrichUntil: number | null;
  /** The types of the events that it corrects: see `EventEntity.correctedTypes`. */
  readonly correctedTypes: readonly EventType[];
}

/**
 * Subscriptions that select its type. A correction also goes to those that received what it
 * corrects, whatever its type turned out to be: they are the ones that must know. If that was a
 * correction itself, they are not only those that select its type.
 */
function wantedBy(
  event: StoredEvent,
  subscriptions: SubscriptionIndex,
): readonly SubscriptionInterest[] {
  const matches = subscriptions.match(event);
  if (event.correctedTypes.length === 0) return matches;
  const earlier = event.correctedTypes.flatMap((type) => subscriptions.match({ ...event, type }));
  return [...new Map([...matches, ...earlier].map((one) => [one.id, one])).values()];
}

/**
 * One delivery for each event and each subscription that selects it, in the order of the events.
 * For paused and disabled subscriptions too: what they miss is kept for them.
 */
export function deliveriesFor(options: {
  readonly events: readonly StoredEvent[];
  readonly subscriptions: SubscriptionIndex;
}): NewDelivery[] {
  return options.events.flatMap((event) =>
    wantedBy(event, options.subscriptions).map(({ id, ordering }) => ({
      subscriptionId: id,
      eventSeq: event.seq,
      lane: laneOf({ ...event, ordering, eventId: event.id }),
      ...(event.enrichUntil === null ? {} : { notBefore: event.enrichUntil }),
    })),
  );
}
