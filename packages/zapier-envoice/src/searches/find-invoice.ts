import type { EnvoiceAnswer } from '@invoice-relay/envoice';

import { readInvoice } from '../records/documents.ts';
import { invoiceSample } from '../records/samples.ts';
import { clientFilter, documentSearch, statusFilter } from './find-document.ts';
import { numberFilter } from './number-filter.ts';

export const findInvoice = documentSearch<EnvoiceAnswer<'InvoiceDetailsApiModel'>>({
  key: 'find_invoice',
  noun: 'Invoice',
  description:
    'Finds an invoice by its number or ID, or the newest ones of a client or with a status, with line items, payments and link.',
  list: 'invoice',
  idKey: 'invoice_id',
  filters: [
    numberFilter({ noun: 'Invoice', example: 'INV-0042' }),
    clientFilter('Invoice'),
    statusFilter({ noun: 'Invoice', model: 'InvoiceDetailsApiModel' }),
  ],
  load: (client) => (page) => client.invoices.list(page),
  get: (client, id) => client.invoices.get({ id }),
  read: readInvoice,
  sample: invoiceSample,
});
