// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { taxCreateFields } from './create.gen.ts';
import { taxDeleteFields } from './delete.gen.ts';
import { taxGetAllFields } from './getAll.gen.ts';
import { taxUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['tax'],
    },
  },
  options: [
    {
      name: 'Create',
      value: 'create',
      action: 'Create tax',
      description: 'Create a new tax',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete tax',
      description: 'Delete a tax permanently',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many taxes',
      description: 'Retrieve a list of taxes',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update tax',
      description: 'Update a tax: fields that are not given stay unchanged',
    },
  ],
  default: 'getAll',
};

export const taxProperties: INodeProperties[] = [
  operation,
  ...taxCreateFields,
  ...taxDeleteFields,
  ...taxGetAllFields,
  ...taxUpdateFields,
];
