import { createEvent, eventId } from '@invoice-relay/core/events';
import type { Event, JsonObject } from '@invoice-relay/core/events';

import { sampleInvoice, sampleMoment } from '../records/sample.ts';

/** The event types that a relay creates for a Drupal site. */
export type SiteEventType =
  | 'invoice.created'
  | 'invoice.paid'
  | 'invoice.unpaid'
  | 'invoice.updated'
  | 'invoice.deleted';

interface Happening {
  readonly change: 'changed' | 'deleted' | 'new';
  readonly message: string;
  readonly payStatus: 'paid' | 'unpaid';
  readonly attributes: JsonObject;
}

const happenings: Readonly<Record<SiteEventType, Happening>> = {
  'invoice.created': {
    change: 'new',
    message: 'Invoice 20260007 was created',
    payStatus: 'unpaid',
    attributes: {},
  },
  'invoice.updated': {
    change: 'changed',
    message: 'Invoice 20260007 was changed: customer.city, items',
    payStatus: 'unpaid',
    attributes: { changed: ['customer.city', 'items'], revision: 2 },
  },
  'invoice.paid': {
    change: 'changed',
    message: 'Invoice 20260007 was paid',
    payStatus: 'paid',
    attributes: {},
  },
  'invoice.unpaid': {
    change: 'changed',
    message: 'Invoice 20260007 was marked as not paid',
    payStatus: 'unpaid',
    attributes: {},
  },
  'invoice.deleted': {
    change: 'deleted',
    message: 'Invoice 20260007 was deleted',
    payStatus: 'unpaid',
    attributes: { revision: 2 },
  },
};

/**
 * A body as the relay sends it for a Drupal site: about an invoice, with the activity of a poll.
 */
export function sampleEvent(type: SiteEventType): Event {
  const { change, message, payStatus, attributes } = happenings[type];
  const invoice = sampleInvoice(payStatus);
  // Of a deleted invoice there is nothing left to read.
  const isGone = change === 'deleted';
  const connectionId = 'con_5d3c7a90b1e84f62';
  const activityId = change === 'new' ? '7-1-q3VnTz0c_M' : '7-2-Wd8kR1x-Ub';
  const timestamp = new Date(sampleMoment + 60_000).toISOString();
  return createEvent({
    id: eventId({ connectionId, activityId }),
    connectionId,
    source: 'drupal-invoice',
    normalized: {
      type,
      timestamp,
      subject: { kind: 'invoice', id: invoice.id, number: invoice.number },
      attributes,
      activity: { id: activityId, type: change, message, link: null, createdAt: timestamp },
      ...(isGone ? {} : { document: { kind: 'invoice', invoice } }),
    },
  });
}
