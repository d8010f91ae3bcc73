// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { invoiceCategoryCreateFields } from './create.gen.ts';
import { invoiceCategoryDeleteFields } from './delete.gen.ts';
import { invoiceCategoryGetAllFields } from './getAll.gen.ts';
import { invoiceCategoryUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['invoiceCategory'],
    },
  },
  options: [
    {
      name: 'Create',
      value: 'create',
      action: 'Create invoice category',
      description: 'Create a new invoice category',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete invoice category',
      description: 'Delete an invoice category permanently',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many invoice categories',
      description: 'Retrieve a list of invoice categories',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update invoice category',
      description: 'Rename an invoice category',
    },
  ],
  default: 'getAll',
};

export const invoiceCategoryProperties: INodeProperties[] = [
  operation,
  ...invoiceCategoryCreateFields,
  ...invoiceCategoryDeleteFields,
  ...invoiceCategoryGetAllFields,
  ...invoiceCategoryUpdateFields,
];
