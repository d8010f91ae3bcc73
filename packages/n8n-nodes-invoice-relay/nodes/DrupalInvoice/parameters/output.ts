import type { INodeProperties } from 'n8n-workflow';

/** Output options. */
export const outputParameters: INodeProperties[] = [
  {
    displayName: 'Output',
    name: 'output',
    type: 'options',
    default: 'site',
    description: 'Format in which to return the invoice',
    displayOptions: {
      show: { resource: ['invoice'], operation: ['create', 'get', 'update'] },
    },
    options: [
      {
        name: 'Canonical Invoice',
        value: 'canonical',
        description:
          'The common model that Invoice Relay uses for all invoicing systems, with all totals',
      },
      {
        name: 'Site Invoice',
        value: 'site',
        description: 'Everything the site returns, under its own names, with number and total',
      },
      {
        name: 'Simplified',
        value: 'simple',
        description: 'Only the most important data',
      },
    ],
  },
  {
    displayName: 'Add Numbers',
    name: 'addNumbers',
    type: 'boolean',
    default: true,
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['create', 'get', 'getAll', 'update'],
        '@version': [{ _cnd: { gte: 2 } }],
      },
    },
    description:
      'Whether to add a number next to the text of each amount, for IF, Sort, Summarize and other nodes that compare or add: <code>totalNumber</code> next to <code>total</code>. Numbers that would not be exact are left out.',
  },
  {
    displayName: 'Options',
    name: 'options',
    type: 'collection',
    placeholder: 'Add Option',
    default: {},
    displayOptions: {
      show: { resource: ['invoice'], operation: ['create', 'get', 'update'] },
    },
    options: [
      {
        displayName: 'Currency',
        name: 'currency',
        type: 'string',
        default: '',
        placeholder: 'e.g. EUR',
        description: 'ISO 4217 code of the currency of the site, which its API does not report',
      },
    ],
  },
];
