import type { INodeProperties } from 'n8n-workflow';

/** Event types, each with a sample. */
export const eventTypeDescription: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['eventType'] } },
    default: 'getMany',
    options: [
      {
        name: 'Get Many',
        value: 'getMany',
        description: 'Retrieve a list of event types',
        action: 'Get many event types',
      },
    ],
  },
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['eventType'], operation: ['getMany'] } },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: {
      show: { resource: ['eventType'], operation: ['getMany'], returnAll: [false] },
    },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    displayOptions: { show: { resource: ['eventType'], operation: ['getMany'] } },
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
];
