import { AmountError, VendorError } from '@invoice-relay/core/errors';

import type { EventDocument, Subject } from '@invoice-relay/core/events';
import type { SourceOptions } from '@invoice-relay/core/source';

import { toEstimate } from '../mapping/to-estimate.ts';
import { toInvoice } from '../mapping/to-invoice.ts';
import { toOrder } from '../mapping/to-order.ts';
import { clientOf, documentId, orNotFound } from './ask-vendor.ts';
import type { EnvoiceContext } from './ask-vendor.ts';

export interface EnrichOptions {
  readonly runtime: SourceOptions;
  readonly subject: Subject;
  readonly context: EnvoiceContext;
}

/**
 * Fetches the full document of a subject, with one request; `null` if Envoice has none. Its payment
 * links are not documents: `null` for these, without a request.
 *
 * @throws {VendorError} if the vendor cannot be reached, or responds with something that is not a
 * document
 */
export async function enrich(options: EnrichOptions): Promise<EventDocument | null> {
  const { subject, context } = options;
  const id = documentId(subject.id);
  if (id === null) return null;
  // Numbers as text: amounts keep every digit that Envoice wrote.
  const { invoices, orders, estimations } = clientOf(options).exact;
  const { signal } = context;
  switch (subject.kind) {
    case 'invoice': {
      const invoice = await orNotFound(invoices.get({ id }, { signal }));
      return invoice && { kind: 'invoice', invoice: readable(() => toInvoice(invoice)) };
    }
    case 'order': {
      const order = await orNotFound(orders.get({ id }, { signal }));
      return order && { kind: 'order', order: readable(() => toOrder(order)) };
    }
    case 'estimate': {
      const estimation = await orNotFound(estimations.get({ id }, { signal }));
      return estimation && { kind: 'estimate', estimate: readable(() => toEstimate(estimation)) };
    }
    default:
      return null;
  }
}

/** Amounts that no document could hold are reported to the caller as an invalid response. */
function readable<Document>(map: () => Document): Document {
  try {
    return map();
  } catch (cause) {
    if (!(cause instanceof AmountError)) throw cause;
    throw new VendorError(
      'vendor_answer_invalid',
      'Envoice returned amounts with more digits than any document can hold. Check the ' +
        'quantities and prices in Envoice.',
      { cause },
    );
  }
}
