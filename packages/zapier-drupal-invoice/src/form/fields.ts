import { invoiceLabels as words } from '@invoice-relay/drupal-invoice/forms';
import type { Labels } from '@invoice-relay/drupal-invoice/forms';
import type { PlainInputField } from 'zapier-platform-core';

/** A field, and the member of the module's API that it gives. */
export interface MemberField {
  /** Of the invoice; of a customer's or an item's when it stands in their list. */
  readonly member: string;
  readonly field: PlainInputField;
}

/** Which invoice. There is no list to pick from, as the module's API has none. */
export const invoiceField: PlainInputField = {
  key: 'invoice',
  label: words.id,
  type: 'string',
  required: true,
  placeholder: '20260007',
  helpText:
    'The id of the invoice, or its number as it stands on the invoice: the site takes either.',
};

export const customerFields: readonly MemberField[] = [
  text('customer_company_name', 'company_name', {
    helpText: 'The company that the invoice is for. A person needs a last name instead.',
  }),
  text('customer_first_name', 'firstname'),
  text('customer_last_name', 'lastname'),
  text('customer_number', 'customer_number', {
    label: words.customer_number,
    helpText: 'The number under which the site knows the customer.',
  }),
  text('customer_street', 'street'),
  text('customer_building_number', 'building_number'),
  text('customer_zip_code', 'zipcode'),
  text('customer_city', 'city'),
  text('customer_state', 'state'),
  text('customer_country', 'country'),
  text('customer_registration_number', 'coc_number', {
    label: 'Customer Registration Number',
    helpText: 'The number of the company at the chamber of commerce.',
  }),
  text('customer_vat_number', 'vat_number', { placeholder: 'NL012345678B01' }),
  text('customer_description', 'description', {
    type: 'text',
    helpText: 'A note about the customer.',
  }),
];

/** The children of the line items. Amounts are text, as a number would be rounded on its way. */
export const itemFields: readonly MemberField[] = [
  item('description', 'description', { helpText: 'What is charged for.' }),
  item('quantity', 'quantity', { helpText: 'How many, such as 2 or 2.5. It is 1 if left empty.' }),
  item('unit_cost', 'unitcost', {
    helpText: 'The price of one, without VAT, with a dot: 50.75.',
  }),
  item('vat_percentage', 'vat', { helpText: 'The percentage of VAT, such as 21. Empty for none.' }),
];

export const itemsKey = 'line_items';
export const itemsLabel = 'Line Items';

export const lineItemsField: PlainInputField = {
  key: itemsKey,
  label: itemsLabel,
  children: itemFields.map(({ field }) => field),
};

export const invoiceFields: readonly MemberField[] = [
  {
    member: 'pay_status',
    field: {
      key: 'pay_status',
      label: words.pay_status,
      type: 'string',
      choices: { unpaid: 'Unpaid', paid: 'Paid' },
      helpText:
        'Whether the invoice is paid. If your site has words of its own, use a custom value.',
    },
  },
  {
    member: 'description',
    field: {
      // Keys are unique in a form, and that of a line item has this name already.
      key: 'invoice_description',
      label: words.description,
      type: 'text',
      helpText: 'A text that stands on the invoice.',
    },
  },
  {
    member: 'pay_limit',
    field: {
      key: 'pay_limit',
      label: words.pay_limit,
      type: 'integer',
      helpText: 'Within how many days the invoice is to be paid.',
    },
  },
  {
    member: 'template',
    field: {
      key: 'template',
      label: words.template,
      type: 'string',
      placeholder: 'default',
      helpText: 'The name of the template on the site with which the invoice is shown.',
    },
  },
  {
    member: 'prefix',
    field: {
      key: 'prefix',
      label: words.prefix,
      type: 'string',
      placeholder: '%Y',
      helpText:
        'What stands in front of the counted part of the number. A pattern as PHP has it: %Y is the year.',
    },
  },
  {
    member: 'leading_zeros',
    field: {
      key: 'leading_zeros',
      label: words.leading_zeros,
      type: 'integer',
      helpText:
        'How many digits the counted part of the number has at least: with 4, invoice 7 reads 0007.',
    },
  },
];

/** What errors call the members, where the form has words of its own. */
export const labels: Labels = {
  ...Object.fromEntries(
    customerFields.map(({ member, field }) => [`customer.${member}`, field.label ?? member]),
  ),
  items: itemsLabel,
};

function text(
  key: string,
  member: keyof typeof words,
  more: Partial<PlainInputField> = {},
): MemberField {
  const field = { key, label: `Customer ${words[member]}`, type: 'string', ...more } as const;
  return { member, field };
}

function item(
  key: string,
  member: keyof typeof words,
  more: Partial<PlainInputField>,
): MemberField {
  return { member, field: { key, label: words[member], type: 'string', ...more } };
}
