import { eventTypes, matchesEventType } from '@invoice-relay/core/events';
import type { EventType, EventTypePattern } from '@invoice-relay/core/events';

const telling: readonly EventType[] = [
  'invoice.paid',
  'payment.received',
  'order.created',
  'estimate.accepted',
];

/** Returns the event type of the sample to show for these patterns. */
export function sampleType(patterns: readonly EventTypePattern[]): EventType {
  return (
    [...telling, ...eventTypes].find((type) => matchesEventType({ patterns, type })) ??
    'invoice.paid'
  );
}
