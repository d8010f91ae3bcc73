import { findInvoiceId, invoiceLink } from '@invoice-relay/drupal-invoice/forms';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Search } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { invoiceField, labels } from '../form/fields.ts';
import { readInvoiceId } from '../form/read-form.ts';
import { hydrators } from '../hydrators.ts';
import { performing } from '../performing.ts';
import { invoiceSample } from '../records/invoice.ts';

const { id, number, link } = invoiceSample;
const sample = { id, number, link, file: 'https://www.example.com/invoice/api/invoice.pdf/7' };

export const getInvoicePdf: Search = {
  key: 'get_invoice_pdf',
  noun: 'Invoice PDF',
  display: {
    label: 'Get Invoice PDF',
    description: 'Finds an invoice by its printed number or its ID and gets it as a PDF file.',
  },
  operation: {
    inputFields: [invoiceField],
    perform: performing(async (run) => {
      const { client, baseUrl } = openSite(run);
      const invoiceId = await findInvoiceId({ client, idOrNumber: readInvoiceId(run), labels });
      if (invoiceId === null) return [];
      // Unreadable amounts must not prevent getting the PDF, so they are not parsed.
      const found = await client.invoices.lookup({ id: invoiceId });
      if (found.state !== 'found') return [];
      return [
        {
          id: String(invoiceId),
          number: found.invoice.number,
          link: invoiceLink({ baseUrl, id: invoiceId }),
          file: run.z.dehydrateFile(hydrators.invoicePdf, { id: String(invoiceId) }),
        },
      ];
    }),
    sample,
    outputFields: outputFieldsOf(sample, { file: { label: 'PDF', type: 'file' } }),
  },
};
