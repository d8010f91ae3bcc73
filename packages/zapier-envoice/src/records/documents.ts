import { VendorError } from '@invoice-relay/core/errors';
import { toEstimate, toInvoice, toOrder } from '@invoice-relay/envoice';
import type {
  EnvoiceClient,
  EnvoiceEstimation,
  EnvoiceInvoice,
  EnvoiceOrder,
} from '@invoice-relay/envoice';

import { linkBy } from './link-by.ts';

/** A document as a Zap sees it: the canonical model, and the link under which the client sees it. */
export type DocumentRecord = Readonly<Record<string, unknown>> & { readonly id: string };

export function invoiceRecord(invoice: EnvoiceInvoice, link: string | null = null): DocumentRecord {
  return { ...toInvoice(invoice), link };
}

export function estimateRecord(
  estimation: EnvoiceEstimation,
  link: string | null = null,
): DocumentRecord {
  return { ...toEstimate(estimation), link };
}

/** Envoice gives no link to an order. */
export function orderRecord(order: EnvoiceOrder): DocumentRecord {
  return { ...toOrder(order), link: null };
}

/**
 * A document with its lines and its link, read anew.
 *
 * @throws {VendorError} when there is none
 */
export async function readInvoice(client: EnvoiceClient, id: number): Promise<DocumentRecord> {
  const [invoice, link] = await Promise.all([
    client.exact.invoices.get({ id }),
    linkBy(() => client.invoices.uri({ id })),
  ]);
  return invoiceRecord(invoice, link);
}

/** @throws {VendorError} when there is none */
export async function readEstimate(client: EnvoiceClient, id: number): Promise<DocumentRecord> {
  const [estimation, link] = await Promise.all([
    client.exact.estimations.get({ id }),
    linkBy(() => client.estimations.uri({ id })),
  ]);
  return estimateRecord(estimation, link);
}

/** @throws {VendorError} when there is none */
export async function readOrder(client: EnvoiceClient, id: number): Promise<DocumentRecord> {
  return orderRecord(await client.exact.orders.get({ id }));
}

/**
 * The id of a document that Envoice says it made.
 *
 * @throws {VendorError} when it does not say: whoever repeats the step has to look first
 */
export function idOfAnswer({ Id }: { readonly Id?: number | string | null }): number {
  const id = Number(Id ?? 0);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new VendorError(
    'vendor_answer_invalid',
    'Envoice answered without the ID of what it made. It may have been made all the same: look at ' +
      'Envoice before doing it again.',
  );
}

/**
 * What is known of a document that was written, without asking again: what Envoice answered, as
 * far as it can be read, and the id at least.
 */
export function answeredRecord(
  id: number | string,
  toRecord: () => DocumentRecord,
): DocumentRecord {
  try {
    return toRecord();
  } catch {
    return { id: String(id) };
  }
}
