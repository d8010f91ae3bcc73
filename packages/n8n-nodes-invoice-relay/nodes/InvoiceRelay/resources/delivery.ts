import type { INodeProperties } from 'n8n-workflow';

/** Deliveries of events to subscribers. */
export const deliveryDescription: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['delivery'] } },
    default: 'getMany',
    options: [
      {
        name: 'Get',
        value: 'get',
        description: 'Retrieve a delivery with its attempts',
        action: 'Get delivery',
      },
      {
        name: 'Get Many',
        value: 'getMany',
        description: 'Retrieve a list of deliveries',
        action: 'Get many deliveries',
      },
      {
        name: 'Retry',
        value: 'retry',
        description: 'Attempt a delivery again now, before its next attempt is due',
        action: 'Retry delivery',
      },
    ],
  },
  {
    displayName: 'Delivery',
    name: 'deliveryId',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    displayOptions: { show: { resource: ['delivery'], operation: ['get', 'retry'] } },
    description: 'One event for one subscription',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        typeOptions: { searchListMethod: 'searchDeliveries', searchable: true },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. dlv_01JD…',
        validation: [
          {
            type: 'regex',
            properties: {
              regex: '^dlv_[0-9A-Za-z_]+$',
              errorMessage: 'The ID must start with "dlv_"',
            },
          },
        ],
      },
    ],
  },
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['delivery'], operation: ['getMany'] } },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: {
      show: { resource: ['delivery'], operation: ['getMany'], returnAll: [false] },
    },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Order',
    name: 'order',
    type: 'options',
    default: 'desc',
    displayOptions: { show: { resource: ['delivery'], operation: ['getMany'] } },
    description: 'Which results come first',
    options: [
      { name: 'Newest First', value: 'desc' },
      { name: 'Oldest First', value: 'asc' },
    ],
  },
  {
    displayName: 'Simplify',
    name: 'simplify',
    type: 'boolean',
    default: true,
    displayOptions: {
      show: {
        resource: ['delivery'],
        operation: ['get', 'getMany', 'retry'],
        '@version': [{ _cnd: { gte: 2 } }],
      },
    },
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    description: 'Only return results that match all filters. Leave empty for all.',
    displayOptions: { show: { resource: ['delivery'], operation: ['getMany'] } },
    options: [
      {
        displayName: 'Event',
        name: 'eventId',
        type: 'resourceLocator',
        default: { mode: 'list', value: '' },
        description: 'Only deliveries of this event',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            typeOptions: { searchListMethod: 'searchEvents', searchable: true },
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. evt_0c5e…',
            validation: [
              {
                type: 'regex',
                properties: {
                  regex: '^evt_[0-9A-Za-z_]+$',
                  errorMessage: 'The ID must start with "evt_"',
                },
              },
            ],
          },
        ],
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        default: 'dead',
        description: 'Only results with this status',
        options: [
          { name: 'Cancelled', value: 'cancelled', description: 'Its subscription was deleted' },
          { name: 'Dead', value: 'dead', description: 'All attempts have failed' },
          { name: 'Delivered', value: 'delivered', description: 'The subscriber accepted it' },
          { name: 'Pending', value: 'pending', description: 'Waiting for its next attempt' },
        ],
      },
      {
        displayName: 'Subscription',
        name: 'subscriptionId',
        type: 'resourceLocator',
        default: { mode: 'list', value: '' },
        description: 'Only deliveries to this subscription',
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
    ],
  },
];
