import { createEvent } from '../create-event.ts';
import type { EventDocument } from '../event-document.ts';
import type { Event } from '../any-event.ts';
import type { SourceEvent } from '../event-body.ts';
import { eventId } from '../event-id.ts';
import {
  isOperationalEventType,
  sourceEventTypes,
  type EventType,
  type SourceEventType,
} from '../event-type.ts';
import type { Subject } from '../event.ts';
import { sampleActivities } from './activities.ts';
import { sampleOperationalEvent } from './operational.ts';

/**
 * A body as a subscriber would receive it, with the full document if there is one, so that a
 * workflow can be built on its members before the first real event.
 */
export function sampleEvent(type: EventType): Event {
  return isOperationalEventType(type) ? sampleOperationalEvent(type) : sampleSourceEvent(type);
}

/** The same for a type that sources produce. */
export function sampleSourceEvent(type: SourceEventType): SourceEvent {
  const { createdAt, attributes = {}, isGone = false, ...activity } = sampleActivities[type];
  const document = activity.document();
  const connectionId = 'con_5d3c7a90b1e84f62';
  const activityId = String(99_100 + sourceEventTypes.indexOf(type));
  return createEvent({
    id: eventId({ connectionId, activityId }),
    connectionId,
    source: 'envoice',
    normalized: {
      type,
      timestamp: createdAt,
      subject: subjectOf(document),
      attributes,
      activity: {
        id: activityId,
        type: activity.type,
        message: activity.message,
        link: `https://www.envoice.in/activity/${activityId}`,
        createdAt,
      },
    },
    ...(isGone
      ? { enrichment: { state: 'unavailable', reason: 'no_document' } }
      : { document, enrichment: { state: 'complete' } }),
  });
}

function subjectOf(document: EventDocument): Subject {
  switch (document.kind) {
    case 'invoice':
      return { kind: 'invoice', id: document.invoice.id, number: document.invoice.number };
    case 'order':
      return { kind: 'order', id: document.order.id, number: document.order.number };
    case 'estimate':
      return { kind: 'estimate', id: document.estimate.id, number: document.estimate.number };
  }
}
