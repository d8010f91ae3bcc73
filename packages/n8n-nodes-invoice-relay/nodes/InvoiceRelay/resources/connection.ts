import type { INodeProperties } from 'n8n-workflow';

/** Accounts of invoicing systems connected to the relay. */
export const connectionDescription: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['connection'] } },
    default: 'getMany',
    options: [
      {
        name: 'Get Many',
        value: 'getMany',
        description: 'Retrieve a list of connections',
        action: 'Get many connections',
      },
    ],
  },
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['connection'], operation: ['getMany'] } },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: {
      show: { resource: ['connection'], operation: ['getMany'], returnAll: [false] },
    },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    displayOptions: { show: { resource: ['connection'], operation: ['getMany'] } },
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    description: 'Only return results that match all filters. Leave empty for all.',
    displayOptions: { show: { resource: ['connection'], operation: ['getMany'] } },
    options: [
      {
        displayName: 'Source',
        name: 'source',
        type: 'string',
        default: '',
        placeholder: 'e.g. envoice',
        description: 'Only connections of this invoicing system, e.g. envoice or drupal-invoice',
      },
    ],
  },
];
