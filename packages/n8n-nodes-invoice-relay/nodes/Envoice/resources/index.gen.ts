// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { clientProperties } from './client/index.gen.ts';
import { estimationProperties } from './estimation/index.gen.ts';
import { generalProperties } from './general/index.gen.ts';
import { invoiceProperties } from './invoice/index.gen.ts';
import { invoiceCategoryProperties } from './invoiceCategory/index.gen.ts';
import { orderProperties } from './order/index.gen.ts';
import { paymentGatewayProperties } from './paymentGateway/index.gen.ts';
import { paymentLinkProperties } from './paymentLink/index.gen.ts';
import { productProperties } from './product/index.gen.ts';
import { taxProperties } from './tax/index.gen.ts';
import { workTypeProperties } from './workType/index.gen.ts';

// oxfmt-ignore
const resource: INodeProperties = {
  displayName: 'Resource',
  name: 'resource',
  type: 'options',
  noDataExpression: true,
  options: [
    {
      name: 'Client',
      value: 'client',
    },
    {
      name: 'Estimation',
      value: 'estimation',
    },
    {
      name: 'General',
      value: 'general',
    },
    {
      name: 'Invoice',
      value: 'invoice',
    },
    {
      name: 'Invoice Category',
      value: 'invoiceCategory',
    },
    {
      name: 'Order',
      value: 'order',
    },
    {
      name: 'Payment Gateway',
      value: 'paymentGateway',
    },
    {
      name: 'Payment Link',
      value: 'paymentLink',
    },
    {
      name: 'Product',
      value: 'product',
    },
    {
      name: 'Tax',
      value: 'tax',
    },
    {
      name: 'Work Type',
      value: 'workType',
    },
  ],
  default: 'invoice',
};

/** Every field of the node. */
export const envoiceProperties: INodeProperties[] = [
  resource,
  ...clientProperties,
  ...estimationProperties,
  ...generalProperties,
  ...invoiceProperties,
  ...invoiceCategoryProperties,
  ...orderProperties,
  ...paymentGatewayProperties,
  ...paymentLinkProperties,
  ...productProperties,
  ...taxProperties,
  ...workTypeProperties,
];
