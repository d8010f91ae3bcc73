import { eventTypes, matchesEventType } from '@invoice-relay/core/events';
import type { EventType, EventTypePattern } from '@invoice-relay/core/events';

const telling: readonly EventType[] = [
  'invoice.paid',
  'payment.received',
  'order.created',
  'estimate.accepted',
];

/** The event type to show first to someone who chose these. */
export function sampleType(patterns: readonly EventTypePattern[]): EventType {
  return (
    [...telling, ...eventTypes].find((type) => matchesEventType({ patterns, type })) ??
    'invoice.paid'
  );
}
