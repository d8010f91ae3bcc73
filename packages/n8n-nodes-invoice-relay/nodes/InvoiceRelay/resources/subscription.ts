import type { INodeProperties } from 'n8n-workflow';

/** Subscriptions: who receives which events. */
export const subscriptionDescription: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['subscription'] } },
    default: 'getMany',
    options: [
      {
        name: 'Get Many',
        value: 'getMany',
        description: 'Retrieve a list of subscriptions',
        action: 'Get many subscriptions',
      },
      {
        name: 'Send Test',
        value: 'sendTest',
        description: 'Send a sample of an event to a subscription now',
        action: 'Send test to subscription',
      },
    ],
  },
  {
    displayName: 'Subscription',
    name: 'subscriptionId',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    displayOptions: { show: { resource: ['subscription'], operation: ['sendTest'] } },
    description: 'The subscription to send the sample to',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: 'searchSubscriptions', searchable: true },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. sub_01JD…',
        validation: [
          {
            type: 'regex',
            properties: {
              regex: '^sub_[0-9A-Za-z_]+$',
              errorMessage: 'The ID must start with "sub_"',
            },
          },
        ],
      },
    ],
  },
  {
    displayName: 'Event Type Name or ID',
    name: 'eventType',
    type: 'options',
    typeOptions: { loadOptionsMethod: 'getSingleEventTypes' },
    required: true,
    default: '',
    displayOptions: { show: { resource: ['subscription'], operation: ['sendTest'] } },
    description:
      'The event type to send a sample of. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
  },
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['subscription'], operation: ['getMany'] } },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: {
      show: { resource: ['subscription'], operation: ['getMany'], returnAll: [false] },
    },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    displayOptions: { show: { resource: ['subscription'], operation: ['getMany'] } },
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    description: 'Only return results that match all filters. Leave empty for all.',
    displayOptions: { show: { resource: ['subscription'], operation: ['getMany'] } },
    options: [
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        default: 'disabled',
        description: 'Only results with this status',
        options: [
          { name: 'Active', value: 'active', description: 'Receives its events' },
          {
            name: 'Disabled',
            value: 'disabled',
            description: 'Disabled by the relay because its subscriber failed for days',
          },
          { name: 'Paused', value: 'paused', description: 'Paused by a user in the relay' },
          {
            name: 'Released',
            value: 'released',
            description: 'Waiting for its workflow to be published again',
          },
        ],
      },
    ],
  },
];
