import type { Create } from 'zapier-platform-core';

import { productSample } from '../../records/samples-of-things.ts';
import { makeWith, thingCreate } from './thing-create.ts';

export const createProduct: Create = thingCreate({
  key: 'create_product',
  noun: 'Product',
  label: 'Create Product',
  description: 'Creates a new product that customers can order.',
  plan: {
    model: 'ProductCreateApiModel',
    resource: 'product',
    members: [
      { member: 'Name', field: { required: true, helpText: 'The name of the product.' } },
      {
        member: 'Description',
        // Items have one of their own.
        key: 'product_description',
        field: {
          label: 'Product Description',
          type: 'text',
          helpText: 'The description shown to buyers.',
        },
      },
      {
        member: 'CurrencyId',
        field: {
          type: 'string',
          helpText: 'The currency of its prices. Pick it, or enter a code such as EUR.',
        },
      },
      {
        member: 'Status',
        field: { helpText: 'Whether it can be ordered. Only active products can.' },
      },
      {
        member: 'Items',
        members: [
          {
            member: 'Description',
            field: { helpText: 'What is sold, such as "Menu card, A5".' },
          },
          {
            member: 'Cost',
            field: {
              helpText: 'The price per unit without tax, such as 12.50.',
            },
          },
          {
            member: 'MinimumQuantity',
            field: { helpText: 'The minimum quantity per order.' },
          },
          { member: 'TaxId', field: { helpText: 'One of your account’s taxes.' } },
          {
            member: 'TaxPercentage',
            field: { helpText: 'The tax in percent, such as 21, if you pick no tax above.' },
          },
          {
            member: 'WorkTypeId',
            field: { helpText: 'The type of service or goods.' },
          },
          {
            member: 'ReferenceId',
            field: { helpText: 'Your own reference for it (SKU), such as MENU-A5.' },
          },
        ],
      },
      { member: 'ShippingAmount', field: { helpText: 'The shipping cost, such as 6.95.' } },
      {
        member: 'ShippingDescription',
        field: { helpText: 'The shipping information shown to buyers.' },
      },
      {
        member: 'PaymentGateways',
        field: {
          dynamic: 'payment_gateway_list.id.name',
          helpText:
            'The payment methods offered to buyers. Those that do not support the currency are not listed. Set them up in your Envoice account first.',
        },
      },
      {
        member: 'ButtonCallToAction',
        field: { helpText: 'The text of the button, such as "Buy now".' },
      },
      {
        member: 'AfterPaymentDescription',
        field: { type: 'text', helpText: 'The message shown to buyers after they pay.' },
      },
      {
        member: 'WhatHappensNextDescription',
        field: { type: 'text', helpText: 'What buyers are told about the next steps.' },
      },
      { member: 'IsFeatured', field: { helpText: 'Whether the store shows it first.' } },
    ],
  },
  write: makeWith('ProductApi_New'),
  read: (client, id) => client.products.get({ id }),
  sample: productSample,
});
