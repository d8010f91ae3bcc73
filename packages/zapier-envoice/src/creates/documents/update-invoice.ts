import type { EnvoiceInvoice } from '@invoice-relay/envoice';
import { changeThing } from '@invoice-relay/envoice/forms';
import { operations } from '@invoice-relay/envoice/operations';
import { readSwitch } from '@invoice-relay/zapier-kit';
import type { InputField, PlainInputField } from 'zapier-platform-core';

import { clearedIn, clearField } from '../../form/clear-fields.ts';
import { inputFieldsOf } from '../../form/input-fields.ts';
import { namesIn } from '../../form/names.ts';
import type { FormPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { invoiceRecord, readInvoice, recordOrId } from '../../records/documents.ts';
import { invoiceSample } from '../../records/samples.ts';
import { writeStep } from '../write-step.ts';
import { externalAttachments } from './attachments.ts';
import {
  attachments,
  issueDate,
  lineMembers,
  notes,
  paymentGateways,
  purchaseOrderNumber,
  terms,
} from './bill-members.ts';
import { foldedRecurring, recurring, withoutFolded } from './recurring.ts';
import { invoiceSubject, readSubject, subjectFields } from './subject.ts';

const operation = operations.find(({ id }) => id === 'InvoiceApi_Update')!;

const plan: FormPlan = {
  model: 'InvoiceUpdateApiModel',
  resource: 'invoice',
  members: [
    {
      member: 'Items',
      members: [
        {
          member: 'Id',
          field: {
            label: 'Line Item',
            dynamic: 'invoice_line_list.id.name',
            dependsOn: [invoiceSubject.key],
            helpText: 'The line of the invoice to change. Leave empty to add a new line.',
          },
        },
        ...lineMembers,
      ],
    },
    {
      member: 'ClientId',
      field: { altersDynamicFields: true, helpText: 'The new client of the invoice.' },
    },
    {
      member: 'CurrencyId',
      field: {
        type: 'string',
        helpText: 'The new currency of all amounts. A code such as EUR also works.',
      },
    },
    { member: 'Status', field: { helpText: 'The new status of the invoice.' } },
    issueDate,
    { member: 'Duedate', field: { helpText: 'The date by which it must be paid.' } },
    { member: 'Number', field: { helpText: 'The number of the invoice.' } },
    purchaseOrderNumber,
    terms,
    notes,
    { member: 'InvoiceCategoryId', field: { helpText: 'The category of the invoice.' } },
    {
      ...paymentGateways,
      field: {
        ...paymentGateways.field,
        helpText: `${paymentGateways.field?.helpText} They replace those of the invoice.`,
      },
    },
    {
      member: 'ShouldSendReminders',
      field: { helpText: 'Whether Envoice reminds the client when the invoice is overdue.' },
    },
    attachments,
    recurring,
  ],
};

const shownPlan = { ...plan, members: plan.members.filter((one) => one !== recurring) };

const replaceField: PlainInputField = {
  key: 'replace_line_items',
  label: 'Replace Line Items',
  type: 'boolean',
  required: false,
  helpText:
    'Yes keeps only the line items above. Otherwise, the invoice keeps its lines, the ones picked above are changed, and the others above are added.',
};

/** Texts: everything else is mandatory in an invoice. */
const clearable = ['PoNumber', 'Terms', 'Notes'];

export const updateInvoice = writeStep({
  key: 'update_invoice',
  noun: 'Invoice',
  label: 'Update Invoice',
  description: 'Updates an invoice and keeps the fields that you leave empty.',
  inputFields: withReplaceField([
    ...subjectFields(invoiceSubject, {
      helpText: 'The invoice to update.',
      altersDynamicFields: true,
    }),
    ...inputFieldsOf(shownPlan),
    clearField(clearable),
    ...foldedRecurring(plan),
  ]),
  plan,
  sample: invoiceSample,
  async perform({ run, client, lists }) {
    const id = await readSubject({ run, lists }, invoiceSubject);
    const filledIn = externalAttachments(
      await readForm({ run: { ...run, input: withoutFolded(run.input) }, plan, lists }),
    );
    const given = { ...clearedIn(run, clearable), ...filledIn };
    if (Object.keys(given).length === 0) {
      throw new run.z.errors.Error(
        'There is nothing to update: all fields except the invoice are empty. Fill in the fields to change.',
        'input_invalid',
      );
    }
    const isReplacing = readSwitch(run.input[replaceField.key], replaceField.label!);
    if (isReplacing && given['Items'] === undefined) {
      throw new run.z.errors.Error(
        'Replace Line Items: this is yes, but there are no line items. Fill in the line items of the invoice, or choose no.',
        'input_invalid',
      );
    }
    const listMode = isReplacing ? 'replace' : 'merge';
    const { response } = await changeThing({
      client,
      lists,
      operation,
      resource: plan.resource,
      id,
      given,
      listMode,
      nameOf: namesIn(plan),
    });
    return afterWriting(
      () => readInvoice({ client, lists }, id),
      recordOrId(id, () => invoiceRecord(response as EnvoiceInvoice)),
    );
  },
});

/** The question raised by the line items comes after them. */
function withReplaceField(fields: readonly InputField[]): readonly InputField[] {
  return fields.flatMap((field) =>
    'key' in field && field.key === 'line_items' ? [field, replaceField] : [field],
  );
}
