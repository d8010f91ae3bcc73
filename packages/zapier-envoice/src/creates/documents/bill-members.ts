import type { MemberPlan } from '../../form/plan.ts';
import { listField } from '../../lists/list-field.ts';

/*
 * What the forms of invoices and estimates have in common. The currency is not an integer for
 * Zapier, as people also enter its code.
 */

const currencyHelp =
  'The currency of all amounts. Defaults to the client’s currency. A code such as EUR also works.';

export const client: MemberPlan = {
  member: 'ClientId',
  field: { required: true, altersDynamicFields: true, helpText: 'The client of the document.' },
};

export const currency: MemberPlan = {
  member: 'CurrencyId',
  field: { ...listField('currency'), type: 'string', helpText: currencyHelp },
};

/** A line without its identity. */
export const lineMembers: readonly MemberPlan[] = [
  { member: 'Description', field: { type: 'text', helpText: 'The product or service.' } },
  { member: 'WorkTypeId', field: { helpText: 'The type of service or goods.' } },
  {
    member: 'Quantity',
    field: {
      helpText: 'The quantity, such as 2 or 1.5. Defaults to 1 for a new line.',
    },
  },
  {
    member: 'Cost',
    field: {
      helpText:
        'The price per unit without tax, such as 1210.50. Required for every new line: use 0 if it is free.',
    },
  },
  {
    member: 'DiscountPercentage',
    field: { helpText: 'The discount on this line in percent, from 0 to 100.' },
  },
  { member: 'TaxId', field: { helpText: 'The tax on the line. Its percentage is used.' } },
  {
    member: 'TaxPercentage',
    field: {
      helpText: 'The tax in percent, if you pick none of your account’s taxes.',
    },
  },
];

export const lines: MemberPlan = { member: 'Items', members: lineMembers };

export const paymentGateways: MemberPlan = {
  member: 'PaymentGateways',
  field: {
    dynamic: 'payment_gateway_list.id.name',
    helpText:
      'The payment methods offered to the client. Those that do not support the currency are not listed. Set them up in your Envoice account first.',
  },
};

/** Files hosted elsewhere: Zapier does not upload any to Envoice. */
export const attachments: MemberPlan = {
  member: 'Attachments',
  members: [
    {
      member: 'Link',
      key: 'file_link',
      field: {
        label: 'File Link',
        helpText: 'The URL to download the file from.',
      },
    },
    { member: 'OriginalFileName', field: { helpText: 'The displayed name of the file.' } },
  ],
};

export const notes: MemberPlan = {
  member: 'Notes',
  field: { helpText: 'A note on the document.' },
};

export const terms: MemberPlan = {
  member: 'Terms',
  field: { helpText: 'The agreed terms, such as the payment terms.' },
};

export const purchaseOrderNumber: MemberPlan = {
  member: 'PoNumber',
  field: { helpText: 'The client’s purchase order number.' },
};

export const number: MemberPlan = {
  member: 'Number',
  field: {
    helpText: 'The number of the document. Leave empty to let Envoice assign the next one.',
  },
};

export const issueDate: MemberPlan = {
  member: 'IssuedOn',
  field: { helpText: 'The date of the document. The time of day is ignored.' },
};
