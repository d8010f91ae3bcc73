// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const orderGetAllFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: {
      show: {
        resource: ['order'],
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
        resource: ['order'],
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
        resource: ['order'],
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
    description: 'Only return results that match all filters. Leave empty for all. Envoice does not support some of them, so the node reads its list until there are enough matches.',
    options: [
      {
        displayName: 'Search Text',
        name: 'searchText',
        type: 'string',
        default: '',
        description: 'Only results whose simplified version (number, name, email and so on) contains every word',
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'multiOptions',
        default: [],
        description: 'Only results with one of these statuses. Leave empty for all.',
        options: [
          {
            name: 'Cancelled',
            value: 'Cancelled',
          },
          {
            name: 'Completed',
            value: 'Completed',
          },
          {
            name: 'Failed',
            value: 'Failed',
          },
          {
            name: 'On Hold',
            value: 'OnHold',
          },
          {
            name: 'Pending Payment',
            value: 'PendingPayment',
          },
          {
            name: 'Processing',
            value: 'Processing',
          },
          {
            name: 'Refunded',
            value: 'Refunded',
          },
          {
            name: 'Shipped',
            value: 'Shipped',
          },
        ],
      },
    ],
    displayOptions: {
      show: {
        resource: ['order'],
        operation: ['getAll'],
      },
    },
  },
];
