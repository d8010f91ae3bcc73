import type { Estimate, Invoice, Line, Order } from '@invoice-relay/core/models';
import type { RelayEvent } from '@invoice-relay/relay-client';

/** The document of an event, with its lines under a common name. */
export interface ShownDocument {
  readonly kind: 'invoice' | 'order' | 'estimate';
  readonly content: Invoice | Order | Estimate;
  readonly lines: readonly Line[];
}

export function documentOf(data: RelayEvent['data']): ShownDocument | undefined {
  const { invoice, order, estimate } = data;
  if (invoice) return { kind: 'invoice', content: invoice, lines: invoice.invoiceLines };
  if (order) return { kind: 'order', content: order, lines: order.orderLines };
  if (estimate) return { kind: 'estimate', content: estimate, lines: estimate.estimateLines };
  return undefined;
}
