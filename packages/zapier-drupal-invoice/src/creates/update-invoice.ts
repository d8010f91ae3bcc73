import { InputError } from '@invoice-relay/core/errors';
import { withChanges } from '@invoice-relay/drupal-invoice/forms';
import { outputFieldsOf, readSwitch } from '@invoice-relay/zapier-kit';
import type { Create, PlainInputField } from 'zapier-platform-core';

import { openSite } from '../account/site.ts';
import { customerFields, invoiceField, invoiceFields, lineItemsField } from '../form/fields.ts';
import { readForm, readInvoiceId } from '../form/read-form.ts';
import { performing } from '../performing.ts';
import { invoiceSample, savedRecord } from '../records/invoice.ts';

const sendWholeField: PlainInputField = {
  key: 'send_whole_invoice',
  label: 'Send Whole Invoice',
  type: 'boolean',
  default: 'false',
  helpText:
    'Say yes if your site empties what an update does not send: then the invoice is read first, and what the module documents of it is sent with your changes. Members that only your site has are not sent.',
};

export const updateInvoice: Create = {
  key: 'update_invoice',
  noun: 'Invoice',
  display: {
    label: 'Update Invoice',
    description:
      'Changes what you fill in of an invoice, for example that it is paid. Line items replace those that it has.',
  },
  operation: {
    inputFields: [
      invoiceField,
      ...invoiceFields.map(({ field }) => field),
      ...customerFields.map(({ field }) => field),
      lineItemsField,
      sendWholeField,
    ],
    perform: performing(async (run) => {
      const site = openSite(run);
      const { invoices } = site.client;
      const id = readInvoiceId(run);
      const changes = readForm(run);
      if (Object.keys(changes).length === 0) {
        throw new InputError({
          field: 'Update Invoice',
          problem: 'there is nothing to update',
          mend: 'Fill in a field that is to change; if all are taken from earlier steps, those gave nothing.',
        });
      }
      const body = readSwitch(run.input[sendWholeField.key], sendWholeField.label!)
        ? withChanges({ invoice: await invoices.get({ id }), changes })
        : changes;
      return savedRecord(site, await invoices.update({ id, body }));
    }),
    sample: invoiceSample,
    outputFields: outputFieldsOf(invoiceSample),
  },
};
