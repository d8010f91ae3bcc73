// Generated from Envoice's operations. Do not edit: test/envoice/generated.test.ts tells how to renew it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const clientGetAllFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: {
      show: {
        resource: ['client'],
        operation: ['getAll'],
      },
    },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: {
      minValue: 1,
    },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: {
      show: {
        resource: ['client'],
        operation: ['getAll'],
        returnAll: [false],
      },
    },
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    description: 'Whether to return a simplified version of the response instead of the raw data',
    displayOptions: {
      show: {
        resource: ['client'],
        operation: ['getAll'],
      },
    },
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    description: 'Only what fits all that is added here. Empty means all. Envoice cannot be asked for some: its list is read until there are enough.',
    options: [
      {
        displayName: 'Search Text',
        name: 'searchText',
        type: 'string',
        default: '',
        description: 'Only those that hold every word of this in what Simplify gives: number, name, email and so on',
      },
    ],
    displayOptions: {
      show: {
        resource: ['client'],
        operation: ['getAll'],
      },
    },
  },
];
