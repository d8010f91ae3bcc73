import { documentId, documentNumber } from '@invoice-relay/drupal-invoice';
import { invoiceLink } from '@invoice-relay/drupal-invoice/forms';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Search } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { invoiceField } from '../form/fields.ts';
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
    description: 'Finds an invoice by its id or number, and gets it as a PDF file.',
  },
  operation: {
    inputFields: [invoiceField],
    perform: performing(async (run) => {
      const { client, baseUrl } = openSite(run);
      const asked = readInvoiceId(run);
      // Amounts that cannot be read keep nobody from the PDF, so they are not looked at.
      const found = await client.invoices.lookup({ id: asked });
      if (found.state !== 'found') return [];
      const ownId = documentId(found.invoice) ?? asked;
      return [
        {
          id: ownId,
          number: documentNumber(found.invoice),
          link: invoiceLink({ baseUrl, id: ownId }),
          file: run.z.dehydrateFile(hydrators.invoicePdf, { id: ownId }),
        },
      ];
    }),
    sample,
    outputFields: outputFieldsOf(sample, { file: { label: 'PDF', type: 'file' } }),
  },
};
