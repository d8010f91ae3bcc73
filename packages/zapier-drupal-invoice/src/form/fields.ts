import { invoiceLabels as words } from '@invoice-relay/drupal-invoice/forms';
import type { Labels } from '@invoice-relay/drupal-invoice/forms';
import type { PlainInputField } from 'zapier-platform-core';

/** A field, and the member of the module's API that it sets. */
export interface MemberField {
  /** Of the invoice; of a customer or an item if it is in their list. */
  readonly member: string;
  readonly field: PlainInputField;
}

/** Which invoice, from a list or by its number. */
export const invoiceField: PlainInputField = {
  key: 'invoice',
  label: words.id,
  type: 'string',
  required: true,
  dynamic: 'invoice_list.id.name',
  placeholder: '20260007',
  helpText:
    'Choose an invoice, or map its printed number (20260007) or the `id` from an earlier step.',
};

/** A template of the site: required for a new invoice, and changeable later. */
const templateField: PlainInputField = {
  key: 'template',
  label: words.template,
  type: 'string',
  placeholder: 'default',
  helpText: 'The name of a template on the site whose API user is the user of this account.',
};

const payLimitField: PlainInputField = {
  key: 'pay_limit',
  label: words.pay_limit,
  type: 'integer',
  helpText: 'The number of days within which the invoice must be paid, from 0 to 65535.',
};

/** What the site requires for a new invoice. */
export const requiredFields: readonly MemberField[] = [
  { member: 'template', field: { ...templateField, required: true, default: 'default' } },
  { member: 'pay_limit', field: { ...payLimitField, required: true, default: '14' } },
];

export const customerFields: readonly MemberField[] = [
  text('customer_company_name', 'company_name', {
    helpText: 'The company that is invoiced. For a person, fill in the last name instead.',
  }),
  text('customer_first_name', 'firstname'),
  text('customer_last_name', 'lastname'),
  text('customer_number', 'customer_number', {
    label: words.customer_number,
    helpText: 'The customer’s number on the site.',
  }),
  text('customer_street', 'street'),
  text('customer_building_number', 'building_number'),
  text('customer_zip_code', 'zipcode'),
  text('customer_city', 'city'),
  text('customer_state', 'state'),
  text('customer_country', 'country'),
  text('customer_registration_number', 'coc_number', {
    label: 'Customer Registration Number',
    helpText: 'The company’s chamber of commerce number.',
  }),
  text('customer_vat_number', 'vat_number', { placeholder: 'NL012345678B01' }),
  text('customer_description', 'description', {
    type: 'text',
    helpText: 'A note about the customer.',
  }),
];

/** The fields of the line items. Amounts are text, as numbers would be rounded along the way. */
export const itemFields: readonly MemberField[] = [
  item('description', 'description', { helpText: 'The product or service.' }),
  item('quantity', 'quantity', { helpText: 'The quantity, such as 2 or 2.5. Defaults to 1.' }),
  item('unit_cost', 'unitcost', {
    helpText:
      'The price per unit without VAT, with a decimal point: 50.75. The site stores three decimals.',
  }),
  item('vat_percentage', 'vat', {
    helpText: 'The VAT percentage, such as 21. Leave empty for none.',
  }),
];

export const itemsKey = 'line_items';
export const itemsLabel = 'Line Items';

export const lineItemsField: PlainInputField = {
  key: itemsKey,
  label: itemsLabel,
  children: itemFields.map(({ field }) => field),
};

const invoiceDescription = 'Invoice Description';

export const invoiceFields: readonly MemberField[] = [
  {
    member: 'pay_status',
    field: {
      key: 'pay_status',
      label: words.pay_status,
      type: 'string',
      choices: { unpaid: 'Unpaid', paid: 'Paid' },
      helpText: 'Whether the invoice is paid. The site stores everything but paid as unpaid.',
    },
  },
  {
    member: 'description',
    field: {
      // Keys and labels are unique in a form, and those of a line item are already taken.
      key: 'invoice_description',
      label: invoiceDescription,
      type: 'text',
      helpText: 'A text that is printed on the invoice.',
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
        'The part before the counter in the invoice number: text with PHP date letters after a %, such as %Y for the year.',
    },
  },
  {
    member: 'leading_zeros',
    field: {
      key: 'leading_zeros',
      label: words.leading_zeros,
      type: 'integer',
      helpText:
        'The minimum number of digits of the counter in the invoice number: with 4, invoice 7 becomes 0007.',
    },
  },
];

/** What else an update may change. */
export const movableFields: readonly MemberField[] = [
  { member: 'template', field: templateField },
  { member: 'pay_limit', field: payLimitField },
];

/** How errors name the members that have a label in the form. */
export const labels: Labels = {
  ...Object.fromEntries(
    customerFields.map(({ member, field }) => [`customer.${member}`, field.label ?? member]),
  ),
  description: invoiceDescription,
  ...Object.fromEntries(
    itemFields.map(({ member, field }) => [`items.${member}`, field.label ?? member]),
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
