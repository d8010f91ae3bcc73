import { InputError } from '@invoice-relay/core/errors';
import { outputFieldsOf } from '@invoice-relay/zapier-kit';
import type { Create } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { customerFields, invoiceFields, lineItemsField, requiredFields } from '../form/fields.ts';
import { readForm } from '../form/read-form.ts';
import { performing } from '../performing.ts';
import { invoiceSample, savedRecord } from '../records/invoice.ts';

export const createInvoice: Create = {
  key: 'create_invoice',
  noun: 'Invoice',
  display: {
    label: 'Create Invoice',
    description: 'Creates a new invoice on the site, which assigns its number.',
  },
  operation: {
    inputFields: [
      ...requiredFields.map(({ field }) => field),
      ...customerFields.map(({ field }) => field),
      lineItemsField,
      ...invoiceFields.map(({ field }) => field),
    ],
    perform: performing(async (run) => {
      const site = openSite(run);
      const invoice = readForm(run);
      // A template and a limit alone are just defaults of the form.
      if (invoice.customer === undefined && invoice.items === undefined) {
        throw new InputError({
          field: 'Create Invoice',
          problem: 'nothing is filled in',
          fix: 'Fill in the customer and at least one line item. If they come from earlier steps, those returned nothing.',
        });
      }
      const { id } = await site.client.invoices.create(invoice);
      // The site only returns the id. The invoice exists, whether it can be read now or not.
      const made = await site.client.invoices.get({ id }).catch(() => null);
      return savedRecord({ site, id, invoice: made });
    }),
    sample: invoiceSample,
    outputFields: outputFieldsOf(invoiceSample),
  },
};
