import { toEstimate, toInvoice, toOrder, withNames } from '@invoice-relay/envoice';

import { documentRecord } from './documents.ts';
import type { DocumentRecord } from './documents.ts';
import { vendorEstimation, vendorInvoice, vendorNames, vendorOrder } from './vendor-samples.ts';

/** Zapier's samples of documents: created by the mapping of real ones. */
export const invoiceSample = invoiceSampleOf('Unpaid');

export function invoiceSampleOf(status: Parameters<typeof vendorInvoice>[0]): DocumentRecord {
  return documentRecord({
    kind: 'invoice',
    document: withNames(toInvoice(vendorInvoice(status)), vendorNames),
    link: 'https://www.envoice.in/invoice/3971',
  });
}

export const estimateSample = documentRecord({
  kind: 'estimate',
  document: withNames(toEstimate(vendorEstimation), vendorNames),
  link: 'https://www.envoice.in/estimate/207',
});

export const orderSample = documentRecord({
  kind: 'order',
  document: withNames(toOrder(vendorOrder), vendorNames),
  link: null,
});
