import { findEventType } from '@invoice-relay/core/events';
import type { Event, EventType } from '@invoice-relay/core/events';
import { toEstimate, toInvoice, toOrder } from '@invoice-relay/envoice';

import { vendorEstimation, vendorInvoice, vendorOrder } from '../records/vendor-samples.ts';

/**
 * An event as the relay sends it for Envoice: that of the event catalog, with documents mapped like
 * real ones.
 *
 * @param options.holds which documents it contains; by default those of the catalog
 */
export function sampleEvent(
  type: EventType,
  options: { readonly holds?: readonly ('invoice' | 'estimate' | 'order')[] } = {},
): Event {
  const { sample } = findEventType(type)!;
  const documents = {
    invoice: toInvoice(vendorInvoice(statusAt(type))),
    order: toOrder(vendorOrder),
    estimate: toEstimate(vendorEstimation),
  };
  const { holds = kinds.filter((kind) => kind in sample.data) } = options;
  const held = Object.fromEntries(holds.map((kind) => [kind, documents[kind]]));
  return { ...sample, data: { ...sample.data, ...held } } as Event;
}

const kinds = ['invoice', 'order', 'estimate'] as const;

function statusAt(type: EventType): Parameters<typeof vendorInvoice>[0] {
  if (type === 'invoice.paid' || type === 'payment.received') return 'Paid';
  return type === 'invoice.overdue' ? 'Overdue' : 'Unpaid';
}
