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
      'Updates the fields that you fill in, for example marks an invoice as paid, and keeps the rest. Line items replace the existing ones.',
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
          fix: 'Fill in a field to change. If they all come from earlier steps, those returned nothing.',
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
