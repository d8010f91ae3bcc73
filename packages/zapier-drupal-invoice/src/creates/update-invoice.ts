import { InputError } from '@invoice-relay/core/errors';
import { requireInvoiceId } from '@invoice-relay/drupal-invoice/forms';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Create } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import {
  customerFields,
  invoiceField,
  invoiceFields,
  labels,
  lineItemsField,
  movableFields,
} from '../form/fields.ts';
import { readForm, readInvoiceId } from '../form/read-form.ts';
import { performing } from '../performing.ts';
import { invoiceSample, savedRecord } from '../records/invoice.ts';

export const updateInvoice: Create = {
  key: 'update_invoice',
  noun: 'Invoice',
  display: {
    label: 'Update Invoice',
    description:
      'Changes what you fill in of an invoice, for example that it is paid, and leaves the rest as it is. Line items replace those that it has.',
  },
  operation: {
    inputFields: [
      invoiceField,
      ...invoiceFields.map(({ field }) => field),
      ...customerFields.map(({ field }) => field),
      lineItemsField,
      ...movableFields.map(({ field }) => field),
    ],
    perform: performing(async (run) => {
      const site = openSite(run);
      const { client } = site;
      const changes = readForm(run);
      if (Object.keys(changes).length === 0) {
        throw new InputError({
          field: 'Update Invoice',
          problem: 'there is nothing to update',
          fix: 'Fill in a field that is to change; if all are taken from earlier steps, those gave nothing.',
        });
      }
      const id = await requireInvoiceId({ client, idOrNumber: readInvoiceId(run), labels });
      const invoice = await client.invoices.update({ id, changes });
      return savedRecord({ site, id, invoice });
    }),
    sample: invoiceSample,
    outputFields: outputFieldsOf(invoiceSample),
  },
};
