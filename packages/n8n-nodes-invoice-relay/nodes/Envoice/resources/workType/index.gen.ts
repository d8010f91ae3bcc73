// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { workTypeCreateFields } from './create.gen.ts';
import { workTypeDeleteFields } from './delete.gen.ts';
import { workTypeGetFields } from './get.gen.ts';
import { workTypeGetAllFields } from './getAll.gen.ts';
import { workTypeSearchFields } from './search.gen.ts';
import { workTypeUpdateFields } from './update.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['workType'],
    },
  },
  options: [
    {
      name: 'Create',
      value: 'create',
      action: 'Create work type',
      description: 'Create a new work type',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete work type',
      description: 'Delete a work type permanently',
    },
    {
      name: 'Get',
      value: 'get',
      action: 'Get work type',
      description: 'Retrieve a work type',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many work types',
      description: 'Retrieve a list of work types',
    },
    {
      name: 'Search',
      value: 'search',
      action: 'Search work types',
      description: 'Retrieve the work types whose title contains a text, sorted',
    },
    {
      name: 'Update',
      value: 'update',
      action: 'Update work type',
      description: 'Rename a work type',
    },
  ],
  default: 'getAll',
};

export const workTypeProperties: INodeProperties[] = [
  operation,
  ...workTypeCreateFields,
  ...workTypeDeleteFields,
  ...workTypeGetFields,
  ...workTypeGetAllFields,
  ...workTypeSearchFields,
  ...workTypeUpdateFields,
];
