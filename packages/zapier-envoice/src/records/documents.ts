import { VendorError } from '@invoice-relay/core/errors';
import type { Estimate, Invoice, Order } from '@invoice-relay/core/models';
import { toEstimate, toInvoice, toOrder, withListedNames } from '@invoice-relay/envoice';
import type { EnvoiceClient, EnvoiceEstimation, EnvoiceInvoice } from '@invoice-relay/envoice';
import type { AccountLists } from '@invoice-relay/envoice/forms';
import { flatDocument } from '@invoice-relay/zapier-kit';
import type { DocumentKind } from '@invoice-relay/zapier-kit';

import { lineFields } from './line-fields.ts';
import { linkBy } from './link-by.ts';

/**
 * A document as a Zap sees it: the most frequently mapped fields, the link under which the client
 * sees it, and the canonical document under its kind.
 */
export type DocumentRecord = Readonly<Record<string, unknown>> & { readonly id: string };

/** What is needed to read a document. */
export interface Reader {
  readonly client: EnvoiceClient;
  readonly lists: AccountLists;
}

export function invoiceRecord(invoice: EnvoiceInvoice): DocumentRecord {
  return documentRecord({ kind: 'invoice', document: toInvoice(invoice), link: null });
}

export function estimateRecord(estimation: EnvoiceEstimation): DocumentRecord {
  return documentRecord({ kind: 'estimate', document: toEstimate(estimation), link: null });
}

export function documentRecord(options: {
  readonly kind: DocumentKind;
  readonly document: Invoice | Estimate | Order;
  /** Envoice has none for an order. */
  readonly link: string | null;
}): DocumentRecord {
  const { kind, document, link } = options;
  return {
    id: document.id,
    ...flatDocument({ kind, document, lineFields }),
    link,
    [kind]: document,
  };
}

/**
 * A document with its lines, its link and the names behind its ids, read again.
 *
 * @throws {VendorError} if there is none
 */
export async function readInvoice(reader: Reader, id: number): Promise<DocumentRecord> {
  const { client, lists } = reader;
  const [document, link] = await Promise.all([
    client.exact.invoices.get({ id }).then((invoice) => withListedNames(toInvoice(invoice), lists)),
    linkBy(() => client.invoices.uri({ id })),
  ]);
  return documentRecord({ kind: 'invoice', document, link });
}

/** @throws {VendorError} if there is none */
export async function readEstimate(reader: Reader, id: number): Promise<DocumentRecord> {
  const { client, lists } = reader;
  const [document, link] = await Promise.all([
    client.exact.estimations.get({ id }).then((found) => withListedNames(toEstimate(found), lists)),
    linkBy(() => client.estimations.uri({ id })),
  ]);
  return documentRecord({ kind: 'estimate', document, link });
}

/** @throws {VendorError} if there is none */
export async function readOrder(reader: Reader, id: number): Promise<DocumentRecord> {
  const { client, lists } = reader;
  const order = toOrder(await client.exact.orders.get({ id }));
  return documentRecord({
    kind: 'order',
    document: await withListedNames(order, lists),
    link: null,
  });
}

/**
 * The id of a document that Envoice reports as created.
 *
 * @throws {VendorError} if it does not say: before repeating the step, somebody has to look first
 */
export function idOfCreated({ Id }: { readonly Id?: number | string | null }): number {
  const id = Number(Id ?? 0);
  if (Number.isSafeInteger(id) && id > 0) return id;
  throw new VendorError(
    'vendor_answer_invalid',
    'Envoice did not return the ID of what it created. It may exist nevertheless: check ' +
      'Envoice before trying again.',
  );
}

/**
 * What is known about a written document, without another request: Envoice's response, as far as it
 * can be read, and at least the id.
 */
export function recordOrId(id: number | string, toRecord: () => DocumentRecord): DocumentRecord {
  try {
    return toRecord();
  } catch {
    return { id: String(id) };
  }
}
