import type { INodeProperties } from 'n8n-workflow';

import { eventOptions } from '../../shared/event-options.ts';
import { documentsHint } from '../../shared/event-parameters.ts';

/** Events in the relay's log. */
export const eventDescription: INodeProperties[] = [
  {
    displayName: 'Operation',
    name: 'operation',
    type: 'options',
    noDataExpression: true,
    displayOptions: { show: { resource: ['event'] } },
    default: 'getMany',
    options: [
      {
        name: 'Get',
        value: 'get',
        description: 'Retrieve an event',
        action: 'Get event',
      },
      {
        name: 'Get Many',
        value: 'getMany',
        description: 'Retrieve a list of events',
        action: 'Get many events',
      },
    ],
  },
  {
    displayName: 'Event',
    name: 'eventId',
    type: 'resourceLocator',
    default: { mode: 'list', value: '' },
    required: true,
    displayOptions: { show: { resource: ['event'], operation: ['get'] } },
    description: 'What happened, as sent to subscribers',
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
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    displayOptions: { show: { resource: ['event'], operation: ['getMany'] } },
    description: 'Whether to return all results or only up to a given limit',
  },
  {
    displayName: 'Limit',
    name: 'limit',
    type: 'number',
    typeOptions: { minValue: 1 },
    default: 50,
    displayOptions: { show: { resource: ['event'], operation: ['getMany'], returnAll: [false] } },
    description: 'Max number of results to return',
  },
  {
    displayName: 'Order',
    name: 'order',
    type: 'options',
    default: 'desc',
    displayOptions: { show: { resource: ['event'], operation: ['getMany'] } },
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
      show: { resource: ['event'], operation: ['get', 'getMany'], '@version': [1] },
    },
    description: 'Whether to return a simplified version of the response instead of the raw data',
  },
  {
    displayName: 'Output',
    name: 'output',
    type: 'options',
    default: 'event',
    displayOptions: {
      show: {
        resource: ['event'],
        operation: ['get', 'getMany'],
        '@version': [{ _cnd: { gte: 2 } }],
      },
    },
    description: 'Format in which to return events',
    hint: documentsHint,
    options: [
      {
        name: 'As the Relay Sends It',
        value: 'raw',
        description: 'The body sent to subscribers, with everything in <code>data</code>',
      },
      {
        name: 'Simplified',
        value: 'simple',
        description: 'Ten members: number, customer, currency, total, amount due and so on',
      },
      {
        name: 'Full Event',
        value: 'event',
        description: 'Everything that is known, in the format of the triggers',
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
        resource: ['event'],
        operation: ['get', 'getMany'],
        '@version': [{ _cnd: { gte: 2 } }],
        output: ['event', 'simple'],
      },
    },
    description:
      'Whether to add a number next to the text of each amount, for IF, Sort, Summarize and other nodes that compare or add. Numbers that would not be exact are left out.',
  },
  {
    displayName: 'Filters',
    name: 'filters',
    type: 'collection',
    placeholder: 'Add Filter',
    default: {},
    description: 'Only return results that match all filters. Leave empty for all.',
    displayOptions: { show: { resource: ['event'], operation: ['getMany'] } },
    options: [
      {
        displayName: 'Connection',
        name: 'connectionId',
        type: 'resourceLocator',
        default: { mode: 'list', value: '' },
        description: 'Only events of this connection',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            typeOptions: { searchListMethod: 'searchConnections', searchable: true },
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. con_01JD…',
            validation: [
              {
                type: 'regex',
                properties: {
                  regex: '^con_[0-9A-Za-z_]+$',
                  errorMessage: 'The ID must start with "con_"',
                },
              },
            ],
          },
        ],
      },
      {
        displayName: 'Document Number',
        name: 'number',
        type: 'string',
        default: '',
        placeholder: 'e.g. INV-0001',
        description: 'Only events about the document with exactly this printed number',
      },
      {
        displayName: 'Events',
        name: 'type',
        type: 'multiOptions',
        default: [],
        description: 'Only these event types, or all of a kind. Leave empty for all.',
        options: eventOptions,
      },
      {
        displayName: 'From',
        name: 'from',
        type: 'dateTime',
        default: '',
        description: 'Only events that happened at or after this time',
      },
      {
        displayName: 'Subject ID',
        name: 'subjectId',
        type: 'string',
        default: '',
        description: 'Only events about the invoice, order or estimate with this ID',
      },
      {
        displayName: 'Subject Kind',
        name: 'subjectKind',
        type: 'options',
        default: 'invoice',
        description: 'Only events about a subject of this kind',
        options: [
          { name: 'Estimate', value: 'estimate' },
          { name: 'Invoice', value: 'invoice' },
          { name: 'Order', value: 'order' },
          { name: 'Payment Link', value: 'payment_link' },
        ],
      },
      {
        displayName: 'To',
        name: 'to',
        type: 'dateTime',
        default: '',
        description: 'Only events that happened before this time',
      },
    ],
  },
];
