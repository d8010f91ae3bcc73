import { findEventType } from '@invoice-relay/core/events';
import type { EventType } from '@invoice-relay/core/events';

import type { DocumentRecord } from './documents.ts';

/** What Zapier shows of a document before there is one: those of the event catalog. */
export const invoiceSample = sampleOf('invoice.paid', 'invoice');
export const estimateSample = sampleOf('estimate.accepted', 'estimate');
/** Of an order, whose link Envoice does not give, nor its number and its date. */
export const orderSample: DocumentRecord = {
  ...sampleOf('order.created', 'order'),
  number: null,
  issueDate: null,
  link: null,
};

function sampleOf(type: EventType, kind: 'invoice' | 'estimate' | 'order'): DocumentRecord {
  const { data } = findEventType(type)!.sample;
  const document = data[kind] as DocumentRecord;
  return { ...document, link: `https://www.envoice.in/${kind}/${document.id}` };
}
