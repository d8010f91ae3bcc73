import type { Create } from 'zapier-platform-core';

import { productSample } from '../../records/samples-of-things.ts';
import { makeWith, thingCreate } from './thing-create.ts';

export const createProduct: Create = thingCreate({
  key: 'create_product',
  noun: 'Product',
  label: 'Create Product',
  description: 'Creates a new product that people can order.',
  plan: {
    model: 'ProductCreateApiModel',
    resource: 'product',
    members: [
      { member: 'Name', field: { required: true, helpText: 'What the product is called.' } },
      {
        member: 'Description',
        // Items have one of their own.
        key: 'product_description',
        field: {
          label: 'Product Description',
          type: 'text',
          helpText: 'What buyers read about the product.',
        },
      },
      {
        member: 'CurrencyId',
        field: {
          type: 'string',
          helpText: 'What its prices are in. Pick it, or give a code such as EUR.',
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
              helpText: 'The price of one, without tax, such as 12.50.',
            },
          },
          {
            member: 'MinimumQuantity',
            field: { helpText: 'How many a buyer has to take at least.' },
          },
          { member: 'TaxId', field: { helpText: 'One of the taxes of your account.' } },
          {
            member: 'TaxPercentage',
            field: { helpText: 'The tax in percent, such as 21, where you pick none above.' },
          },
          {
            member: 'WorkTypeId',
            field: { helpText: 'The kind of service or goods.' },
          },
          {
            member: 'ReferenceId',
            field: { helpText: 'Your own number for it (SKU), such as MENU-A5.' },
          },
        ],
      },
      { member: 'ShippingAmount', field: { helpText: 'What shipping costs, such as 6.95.' } },
      { member: 'ShippingDescription', field: { helpText: 'What buyers read about shipping.' } },
      {
        member: 'PaymentGateways',
        field: {
          dynamic: 'payment_gateway_list.id.name',
          helpText:
            'The ways to pay that buyers are offered. Those that do not take the currency are not listed. They have to be set up in your Envoice account.',
        },
      },
      {
        member: 'ButtonCallToAction',
        field: { helpText: 'What stands on the button, such as "Buy now".' },
      },
      {
        member: 'AfterPaymentDescription',
        field: { type: 'text', helpText: 'What buyers read when they have paid.' },
      },
      {
        member: 'WhatHappensNextDescription',
        field: { type: 'text', helpText: 'What buyers read about what comes next.' },
      },
      { member: 'IsFeatured', field: { helpText: 'Whether the store shows it first.' } },
    ],
  },
  write: makeWith('ProductApi_New'),
  read: (client, id) => client.products.get({ id }),
  sample: productSample,
});
