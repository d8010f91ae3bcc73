import type { EnvoiceModel } from '@invoice-relay/envoice';
import { requireLines } from '@invoice-relay/envoice/forms';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan, MemberPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { idOfCreated, readOrder } from '../../records/documents.ts';
import { orderSample } from '../../records/samples.ts';
import { writeStep } from '../write-step.ts';
import { externalAttachments } from './attachments.ts';
import { attachments, lineMembers } from './bill-members.ts';
import { withProductItems } from './product-items.ts';

/** Of the payer, or of the recipient. */
function partyMembers(who: string): readonly MemberPlan[] {
  return [
    { member: 'Name', field: { helpText: `The name of ${who}.` } },
    { member: 'Email', field: { helpText: `The email address of ${who}.` } },
    { member: 'PhoneNumber', field: { helpText: `The phone number of ${who}.` } },
    { member: 'Address', field: { helpText: `The street, number and city of ${who}.` } },
    {
      member: 'CountryId',
      field: { type: 'string', helpText: `The country of ${who}. A code such as NL also works.` },
    },
  ];
}

/** Order lines have no discount of their own. */
const orderLineMembers: readonly MemberPlan[] = [
  {
    member: 'ProductItemId',
    field: {
      label: 'Product Item',
      dynamic: 'product_item_list.id.name',
      dependsOn: ['product_id'],
      helpText:
        'One of the product’s items. It fills in the empty fields of the line: description, price, tax and reference.',
    },
  },
  ...lineMembers.filter(({ member }) => member !== 'DiscountPercentage'),
  {
    member: 'ReferenceId',
    field: { helpText: 'Your own reference for it, such as a stock number.' },
  },
];

const plan: FormPlan = {
  model: 'OrderCreateApiModel',
  resource: 'order',
  members: [
    {
      member: 'ProductId',
      field: {
        altersDynamicFields: true,
        helpText: 'The product that was ordered. Leave empty for an order with its own line items.',
      },
    },
    { member: 'Items', members: orderLineMembers },
    { member: 'OrderBillingDetails', members: partyMembers('the buyer') },
    { member: 'OrderShippingDetails', members: partyMembers('the recipient') },
    {
      member: 'CurrencyId',
      field: {
        type: 'string',
        helpText:
          'The currency of all amounts. A code such as EUR also works. Defaults to the product’s currency.',
      },
    },
    {
      member: 'Status',
      field: {
        default: 'PendingPayment',
        helpText: 'The initial status of the order.',
      },
    },
    {
      member: 'Name',
      field: {
        label: 'Order Name',
        helpText: 'The name of the order. Defaults to the name of the product.',
      },
    },
    {
      member: 'Description',
      key: 'order_description',
      field: {
        label: 'Order Description',
        type: 'text',
        helpText: 'The description of the order.',
      },
    },
    'CouponCode',
    'DiscountAmount',
    'ShippingAmount',
    'ShippingDescription',
    { member: 'Note', field: { helpText: 'A note from the buyer to the seller.' } },
    'Referral',
    'AfterPaymentDescription',
    'WhatHappensNextDescription',
    'SubTotalAmount',
    'TaxAmount',
    'TotalAmount',
    attachments,
  ],
};

export const createOrder = writeStep({
  key: 'create_order',
  noun: 'Order',
  label: 'Create Order',
  description: 'Creates an order for a product, or with its own line items.',
  inputFields: inputFieldsOf(plan),
  plan,
  sample: orderSample,
  async perform({ run, client, lists }) {
    const input = await withProductItems({ input: run.input, client });
    const body = externalAttachments(await readForm({ run: { ...run, input }, plan, lists }));
    requireLines({ resource: plan.resource, body });
    const made = await client.orders.create(body as EnvoiceModel<'OrderCreateApiModel'>);
    const id = idOfCreated({ Id: made });
    return afterWriting(() => readOrder({ client, lists }, id), { id: String(id) });
  },
});
