import type { INodeProperties } from 'n8n-workflow';

/** Filters and limits of the invoice list. */
export const listParameters: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: { show: { resource: ['invoice'], operation: ['getAll'] } },
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    description: 'Max number of results to return',
    displayOptions: { show: { resource: ['invoice'], operation: ['getAll'], returnAll: [false] } },
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    description: 'Whether to return a simplified version of the response instead of the raw data',
    displayOptions: { show: { resource: ['invoice'], operation: ['getAll'] } },
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    displayOptions: { show: { resource: ['invoice'], operation: ['getAll'] } },
    options: [
      {
        displayName: 'Created in Month',
        name: 'month',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 12 },
        default: 1,
        description: 'Requires a year',
      },
      {
        displayName: 'Created in Year',
        name: 'year',
        type: 'number',
        typeOptions: { minValue: 1970, maxValue: 9999 },
        default: 2026,
        description: 'In the time zone of the site',
      },
      {
        displayName: 'Created on Day',
        name: 'day',
        type: 'number',
        typeOptions: { minValue: 1, maxValue: 31 },
        default: 1,
        description: 'Requires a year and a month',
      },
      {
        displayName: 'Customer Number',
        name: 'customerNumber',
        type: 'string',
        default: '',
        description: 'Number of the customer on the site',
      },
      {
        displayName: 'Pay Status',
        name: 'payStatus',
        type: 'options',
        default: 'unpaid',
        options: [
          { name: 'Paid', value: 'paid' },
          { name: 'Unpaid', value: 'unpaid' },
        ],
      },
      {
        displayName: 'Template',
        name: 'template',
        type: 'string',
        default: 'default',
        description: 'Name of the template on the site',
      },
    ],
  },
  {
    displayName: 'Sort',
    name: 'sort',
    type: 'collection',
    placeholder: 'Add Sort Option',
    default: {},
    displayOptions: { show: { resource: ['invoice'], operation: ['getAll'] } },
    options: [
      {
        displayName: 'By',
        name: 'by',
        type: 'options',
        default: 'n.nid',
        options: [
          { name: 'Bare Number', value: 'ii.iid' },
          { name: 'Last Change', value: 'n.changed' },
          { name: 'Creation Date', value: 'n.nid' },
        ],
      },
      {
        displayName: 'Order',
        name: 'order',
        type: 'options',
        default: 'desc',
        options: [
          { name: 'Ascending', value: 'asc' },
          { name: 'Descending', value: 'desc' },
        ],
      },
    ],
  },
];
