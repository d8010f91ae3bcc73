// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { productCreateFields } from './create.gen.ts';
import { productDeleteFields } from './delete.gen.ts';
import { productGetFields } from './get.gen.ts';
import { productGetAllFields } from './getAll.gen.ts';
import { productUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['product'],
    },
  },
  options: [
    {
      name: 'Create',
      value: 'create',
      action: 'Create product',
      description: 'Create a new product in the store',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete product',
      description: 'Delete a product permanently',
    },
    {
      name: 'Get',
      value: 'get',
      action: 'Get product',
      description: 'Retrieve a product with its items, coupons and discounts',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many products',
      description: 'Retrieve a list of products',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update product',
      description: 'Update a product: fields that are not given stay unchanged',
    },
  ],
  default: 'getAll',
};

export const productProperties: INodeProperties[] = [
  operation,
  ...productCreateFields,
  ...productDeleteFields,
  ...productGetFields,
  ...productGetAllFields,
  ...productUpdateFields,
];
