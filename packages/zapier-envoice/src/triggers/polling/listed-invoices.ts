import { toInvoice } from '@invoice-relay/envoice';
import type { EnvoiceClient, ExactEnvoiceResponse } from '@invoice-relay/envoice';
import type { Invoice } from '@invoice-relay/core/models';

import { newestOf } from '../../listing/newest.ts';
import type { LoadPage } from '../../listing/page-order.ts';

/**
 * How many of the newest invoices are checked for changes to older ones too, such as being paid:
 * five requests, as Envoice can neither filter nor sort its lists.
 */
export const maxExamined = 500;

/** The newest invoices as listed by Envoice: without lines and payments. */
export async function newestInvoices(
  client: EnvoiceClient,
  options: { readonly most?: number; readonly margin?: number },
): Promise<readonly Invoice[]> {
  const load: LoadPage<ExactEnvoiceResponse<'InvoiceDetailsApiModel'>> = (page) =>
    client.exact.invoices.list(page);
  const rows = await newestOf({ load, things: 'invoices', ...options });
  return rows.map((row) => toInvoice(row));
}
