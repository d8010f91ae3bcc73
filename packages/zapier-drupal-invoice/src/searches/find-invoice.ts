import { findInvoiceId } from '@invoice-relay/drupal-invoice/forms';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Search } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { invoiceField, labels } from '../form/fields.ts';
import { readInvoiceId } from '../form/read-form.ts';
import { performing } from '../performing.ts';
import { invoiceRecord, invoiceSample } from '../records/invoice.ts';

export const findInvoice: Search = {
  key: 'find_invoice',
  noun: 'Invoice',
  display: {
    label: 'Find Invoice',
    description: 'Finds an invoice by its printed number or its ID.',
  },
  operation: {
    inputFields: [invoiceField],
    perform: performing(async (run) => {
      const site = openSite(run);
      const { client } = site;
      const id = await findInvoiceId({ client, idOrNumber: readInvoiceId(run), labels });
      if (id === null) return [];
      return [invoiceRecord({ site, invoice: await client.invoices.get({ id }) })];
    }),
    sample: invoiceSample,
    outputFields: outputFieldsOf(invoiceSample),
  },
};
