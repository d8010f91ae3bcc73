import { foundBy, outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Search } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { invoiceField } from '../form/fields.ts';
import { readInvoiceId } from '../form/read-form.ts';
import { performing } from '../performing.ts';
import { invoiceSample, readInvoice } from '../records/invoice.ts';

export const findInvoice: Search = {
  key: 'find_invoice',
  noun: 'Invoice',
  display: {
    label: 'Find Invoice',
    description: 'Finds an invoice by its id or number.',
  },
  operation: {
    inputFields: [invoiceField],
    perform: performing(async (run) => {
      const site = openSite(run);
      return foundBy(() => readInvoice(site, readInvoiceId(run)));
    }),
    sample: invoiceSample,
    outputFields: outputFieldsOf(invoiceSample),
  },
};
