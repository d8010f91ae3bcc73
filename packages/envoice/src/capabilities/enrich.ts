import { AmountError, VendorError } from '@invoice-relay/core/errors';

import type { EventDocument, Subject } from '@invoice-relay/core/events';
import type { SourceOptions } from '@invoice-relay/core/source';

import { toEstimate } from '../mapping/to-estimate.ts';
import { toInvoice } from '../mapping/to-invoice.ts';
import { toOrder } from '../mapping/to-order.ts';
import { withListedNames } from '../mapping/with-names.ts';
import { clientOf, documentId, orNotFound } from './ask-vendor.ts';
import type { EnvoiceContext } from './ask-vendor.ts';
import type { RememberedNames } from './remembered-names.ts';

export interface EnrichOptions {
  readonly runtime: SourceOptions;
  readonly subject: Subject;
  readonly context: EnvoiceContext;
  readonly names: RememberedNames;
}

/**
 * Fetches the full document of a subject, with one request; `null` if Envoice has none. Its payment
 * links are not documents: `null` for these, without a request. The names of its country and of its
 * work types come from lists that are remembered; a document whose list cannot be read lacks them.
 *
 * @throws {VendorError} if the vendor cannot be reached, or responds with something that is not a
 * document
 */
export async function enrich(options: EnrichOptions): Promise<EventDocument | null> {
  const { subject, context, names } = options;
  const id = documentId(subject.id);
  if (id === null) return null;
  const client = clientOf(options);
  // Numbers as text: amounts keep every digit that Envoice wrote.
  const { invoices, orders, estimations } = client.exact;
  const { signal, credentials } = context;
  const account = `${credentials.authKey} at ${credentials.baseUrl}`;
  const lists = names.of({ account, client, signal });
  switch (subject.kind) {
    case 'invoice': {
      const invoice = await orNotFound(invoices.get({ id }, { signal }));
      if (invoice === null) return null;
      const document = readable(() => toInvoice(invoice));
      return { kind: 'invoice', invoice: await withListedNames(document, lists) };
    }
    case 'order': {
      const order = await orNotFound(orders.get({ id }, { signal }));
      if (order === null) return null;
      const document = readable(() => toOrder(order));
      return { kind: 'order', order: await withListedNames(document, lists) };
    }
    case 'estimate': {
      const estimation = await orNotFound(estimations.get({ id }, { signal }));
      if (estimation === null) return null;
      const document = readable(() => toEstimate(estimation));
      return { kind: 'estimate', estimate: await withListedNames(document, lists) };
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
