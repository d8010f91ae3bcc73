import type { EnvoiceModel } from '@invoice-relay/envoice';
import { requireLines } from '@invoice-relay/envoice/forms';

import { inputFieldsOf } from '../../form/input-fields.ts';
import type { FormPlan, MemberPlan } from '../../form/plan.ts';
import { readForm } from '../../form/read-form.ts';
import { afterWriting } from '../../records/after-writing.ts';
import { idOfAnswer, readOrder } from '../../records/documents.ts';
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
    { member: 'Address', field: { helpText: `Street, number and place of ${who}.` } },
    {
      member: 'CountryId',
      field: { type: 'string', helpText: `The country of ${who}. A code such as NL will do, too.` },
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
        'One of the items of the product. It gives what is left empty of the line: description, price, tax and reference.',
    },
  },
  ...lineMembers.filter(({ member }) => member !== 'DiscountPercentage'),
  {
    member: 'ReferenceId',
    field: { helpText: 'Your own number for it, such as that of your stock.' },
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
        helpText:
          'The product that was ordered. Leave it empty for an order with line items of its own.',
      },
    },
    { member: 'Items', members: orderLineMembers },
    { member: 'OrderBillingDetails', members: partyMembers('who pays') },
    { member: 'OrderShippingDetails', members: partyMembers('who gets it') },
    {
      member: 'CurrencyId',
      field: {
        type: 'string',
        helpText:
          'The currency of all amounts. A code such as EUR will do, too. Leave it empty for that of the product.',
      },
    },
    {
      member: 'Status',
      field: {
        default: 'PendingPayment',
        helpText: 'The status that the order begins with.',
      },
    },
    {
      member: 'Name',
      field: {
        label: 'Order Name',
        helpText: 'What the order is called. Leave it empty for the name of the product.',
      },
    },
    {
      member: 'Description',
      key: 'order_description',
      field: { label: 'Order Description', type: 'text', helpText: 'What the order is about.' },
    },
    'CouponCode',
    'DiscountAmount',
    'ShippingAmount',
    'ShippingDescription',
    { member: 'Note', field: { helpText: 'A note of the buyer to the seller.' } },
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
  description: 'Creates an order of a product, or with line items of its own.',
  inputFields: inputFieldsOf(plan),
  plan,
  sample: orderSample,
  async perform({ run, client, lists }) {
    const input = await withProductItems({ input: run.input, client });
    const body = externalAttachments(await readForm({ run: { ...run, input }, plan, lists }));
    requireLines({ resource: plan.resource, body });
    const made = await client.orders.create(body as EnvoiceModel<'OrderCreateApiModel'>);
    const id = idOfAnswer({ Id: made });
    return afterWriting(() => readOrder({ client, lists }, id), { id: String(id) });
  },
});
