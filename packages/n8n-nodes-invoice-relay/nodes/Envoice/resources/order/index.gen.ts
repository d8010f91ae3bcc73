// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { orderChangeShippingDetailsFields } from './changeShippingDetails.gen.ts';
import { orderChangeStatusFields } from './changeStatus.gen.ts';
import { orderCreateFields } from './create.gen.ts';
import { orderDeleteFields } from './delete.gen.ts';
import { orderGetFields } from './get.gen.ts';
import { orderGetAllFields } from './getAll.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['order'],
    },
  },
  options: [
    {
      name: 'Change Shipping Details',
      value: 'changeShippingDetails',
      action: 'Change order shipping details',
      description: 'Change the shipping details of an order: fields that are not given stay unchanged',
    },
    {
      name: 'Change Status',
      value: 'changeStatus',
      action: 'Change order status',
      description: 'Set the status of an order to processing, shipped, completed and so on',
    },
    {
      name: 'Create',
      value: 'create',
      action: 'Create order',
      description: 'Create a new order, from a product or with its own line items',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete order',
      description: 'Delete an order permanently',
    },
    {
      name: 'Get',
      value: 'get',
      action: 'Get order',
      description: 'Retrieve an order with its line items',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many orders',
      description: 'Retrieve a list of orders',
    },
  ],
  default: 'getAll',
};

export const orderProperties: INodeProperties[] = [
  operation,
  ...orderChangeShippingDetailsFields,
  ...orderChangeStatusFields,
  ...orderCreateFields,
  ...orderDeleteFields,
  ...orderGetFields,
  ...orderGetAllFields,
];
