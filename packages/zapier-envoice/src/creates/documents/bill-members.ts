import type { MemberPlan } from '../../form/plan.ts';
import { listField } from '../../lists/list-field.ts';

/*
 * What the forms of invoices and estimates have in common. The currency is not an integer for
 * Zapier, as people also enter its code.
 */

const currencyHelp =
  'The currency of all amounts; that of the client when you leave it empty. A code such as EUR will do, too.';

export const client: MemberPlan = {
  member: 'ClientId',
  field: { required: true, altersDynamicFields: true, helpText: 'Who the document is for.' },
};

export const currency: MemberPlan = {
  member: 'CurrencyId',
  field: { ...listField('currency'), type: 'string', helpText: currencyHelp },
};

/** A line without its identity. */
export const lineMembers: readonly MemberPlan[] = [
  { member: 'Description', field: { type: 'text', helpText: 'What is charged for.' } },
  { member: 'WorkTypeId', field: { helpText: 'The kind of service or goods.' } },
  {
    member: 'Quantity',
    field: {
      helpText:
        'How many, or how much, such as 2 or 1.5. A new line with an empty quantity gets 1.',
    },
  },
  {
    member: 'Cost',
    field: {
      helpText:
        'The price of one, without tax, such as 1210.50. Every new line needs one: 0 for what is free.',
    },
  },
  {
    member: 'DiscountPercentage',
    field: { helpText: 'A discount on this line in percent, from 0 to 100.' },
  },
  { member: 'TaxId', field: { helpText: 'The tax of the line. Its percentage is filled in.' } },
  {
    member: 'TaxPercentage',
    field: {
      helpText: 'The tax in percent, where none of the taxes of your account is picked.',
    },
  },
];

export const lines: MemberPlan = { member: 'Items', members: lineMembers };

export const paymentGateways: MemberPlan = {
  member: 'PaymentGateways',
  field: {
    dynamic: 'payment_gateway_list.id.name',
    helpText:
      'The ways to pay that the client is offered. Those that do not take the currency are not listed. They have to be set up in your Envoice account.',
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
        helpText: 'The address under which the file can be downloaded.',
      },
    },
    { member: 'OriginalFileName', field: { helpText: 'The name of the file that people see.' } },
  ],
};

export const notes: MemberPlan = {
  member: 'Notes',
  field: { helpText: 'A note on the document.' },
};

export const terms: MemberPlan = {
  member: 'Terms',
  field: { helpText: 'What was agreed on, such as the terms of payment.' },
};

export const purchaseOrderNumber: MemberPlan = {
  member: 'PoNumber',
  field: { helpText: 'The number that the client gave to the purchase.' },
};

export const number: MemberPlan = {
  member: 'Number',
  field: { helpText: 'The number of the document. Leave it empty for the next one of Envoice.' },
};

export const issueDate: MemberPlan = {
  member: 'IssuedOn',
  field: { helpText: 'The day of the document. The time of day does not count.' },
};
