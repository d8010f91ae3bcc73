// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { clientCanDeleteFields } from './canDelete.gen.ts';
import { clientCreateFields } from './create.gen.ts';
import { clientUpsertFields } from './upsert.gen.ts';
import { clientDeleteFields } from './delete.gen.ts';
import { clientGetFields } from './get.gen.ts';
import { clientGetAllFields } from './getAll.gen.ts';
import { clientUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['client'],
    },
  },
  options: [
    {
      name: 'Check If Deletable',
      value: 'canDelete',
      action: 'Check if client can be deleted',
      description: 'Check whether a client can be deleted, which is not possible while documents use it',
    },
    {
      name: 'Create',
      value: 'create',
      action: 'Create client',
      description: 'Create a new client',
    },
    {
      name: 'Create or Update',
      value: 'upsert',
      action: 'Create or update client',
      description: 'Create a new client, or update the current one if it already exists (upsert)',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete client',
      description: 'Delete a client permanently',
    },
    {
      name: 'Get',
      value: 'get',
      action: 'Get client',
      description: 'Retrieve a client',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many clients',
      description: 'Retrieve a list of clients',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update client',
      description: 'Update a client: fields that are not given stay unchanged',
    },
  ],
  default: 'getAll',
};

export const clientProperties: INodeProperties[] = [
  operation,
  ...clientCanDeleteFields,
  ...clientCreateFields,
  ...clientUpsertFields,
  ...clientDeleteFields,
  ...clientGetFields,
  ...clientGetAllFields,
  ...clientUpdateFields,
];
