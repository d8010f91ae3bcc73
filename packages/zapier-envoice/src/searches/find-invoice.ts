import type { EnvoiceResponse } from '@invoice-relay/envoice';

import { readInvoice } from '../records/documents.ts';
import { invoiceSample } from '../records/samples.ts';
import { clientFilter, documentSearch, statusFilter } from './find-document.ts';
import { numberFilter } from './number-filter.ts';
import { isSameText } from './same-text.ts';

export const findInvoice = documentSearch<EnvoiceResponse<'InvoiceDetailsApiModel'>>({
  key: 'find_invoice',
  noun: 'Invoice',
  description:
    'Finds an invoice by its number or ID, or the newest ones by client or status, with line items, payments and link.',
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

/** For one that may have been created before: by what the new one would have, and nothing else. */
export const findInvoiceByNumber = documentSearch<EnvoiceResponse<'InvoiceDetailsApiModel'>>({
  key: 'find_invoice_by_number',
  noun: 'Invoice',
  label: 'Find Invoice by Number',
  description: 'Finds an invoice by its number or purchase order number.',
  list: 'invoice',
  filters: [
    numberFilter({ noun: 'Invoice', example: 'INV-0042' }),
    {
      field: {
        key: 'purchase_order_number',
        label: 'Purchase Order Number',
        type: 'string',
        required: false,
        helpText: 'The client’s number for the purchase, such as a shop order number.',
      },
      isSame: ({ PoNumber }, value) => isSameText(PoNumber, value),
      isExact: ({ PoNumber }, value) => PoNumber === value,
    },
  ],
  load: (client) => (page) => client.invoices.list(page),
  get: (client, id) => client.invoices.get({ id }),
  read: readInvoice,
  sample: invoiceSample,
});
