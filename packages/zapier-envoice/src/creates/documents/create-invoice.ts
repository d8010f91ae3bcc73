import type { EnvoiceModel } from '@invoice-relay/envoice';
import { requireLines } from '@invoice-relay/envoice/forms';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { idOfCreated, invoiceRecord, readInvoice, recordOrId } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { writeStep } from '../write-step.ts';
import { externalAttachments } from './attachments.ts';
import {
  attachments,
  client,
  currency,
  issueDate,
  lines,
  notes,
  number,
  paymentGateways,
  purchaseOrderNumber,
  terms,
} from './bill-members.ts';
import { withClientCurrency } from './client-currency.ts';
import { haltWhenTaken } from './halt-when-taken.ts';
import { foldedRecurring, recurring, withoutFolded } from './recurring.ts';

const plan: FormPlan = {
  model: 'InvoiceCreateApiModel',
  resource: 'invoice',
  members: [
    client,
    currency,
    lines,
    {
      member: 'Status',
      field: {
        default: 'Draft',
        helpText:
          'The initial status of the invoice. You can review a draft in Envoice before sending it.',
      },
    },
    issueDate,
    {
      member: 'Duedate',
      field: {
        helpText:
          'The date by which it must be paid. Leave empty to use the payment term set in Envoice.',
      },
    },
    number,
    purchaseOrderNumber,
    terms,
    notes,
    { member: 'InvoiceCategoryId', field: { helpText: 'The category of the invoice.' } },
    paymentGateways,
    {
      member: 'ShouldSendReminders',
      field: { helpText: 'Whether Envoice reminds the client when the invoice is overdue.' },
    },
    {
      member: 'ClonedFromId',
      field: {
        helpText: 'An invoice to copy values from for fields that are empty here.',
      },
    },
    attachments,
    recurring,
  ],
};

const shownPlan = { ...plan, members: plan.members.filter((one) => one !== recurring) };

export const createInvoice = writeStep({
  key: 'create_invoice',
  noun: 'Invoice',
  label: 'Create Invoice',
  description: 'Creates an invoice for a client, with line items, taxes and discounts.',
  inputFields: [...inputFieldsOf(shownPlan), ...foldedRecurring(plan)],
  plan,
  sample: invoiceSample,
  async perform({ run, client: envoice, lists }) {
    const given = externalAttachments(
      await readForm({ run: { ...run, input: withoutFolded(run.input) }, plan, lists }),
    );
    requireLines({ resource: plan.resource, body: given });
    const body = await withClientCurrency({ body: given, client: envoice });
    const made = await haltWhenTaken({
      run,
      noun: 'invoice',
      number: body['Number'],
      load: (page) => envoice.invoices.list(page),
      make: () => envoice.exact.invoices.create(body as EnvoiceModel<'InvoiceCreateApiModel'>),
    });
    const id = idOfCreated(made);
    return afterWriting(
      () => readInvoice({ client: envoice, lists }, id),
      recordOrId(id, () => invoiceRecord(made)),
    );
  },
});
