// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const estimationGetAllFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: {
      show: {
        resource: ['estimation'],
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
        resource: ['estimation'],
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
        resource: ['estimation'],
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
        displayName: 'Client',
        name: 'clientId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'Only documents of this client',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select a client...',
            typeOptions: {
              searchListMethod: 'searchClients',
              searchable: true,
            },
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 2185',
            validation: [
              {
                type: 'regex',
                properties: {
                  regex: '^[1-9][0-9]{0,14}$',
                  errorMessage: 'Not a valid ID: Envoice IDs are whole numbers',
                },
              },
            ],
          },
        ],
      },
      {
        displayName: 'Issued From',
        name: 'issuedFrom',
        type: 'dateTime',
        default: '',
        description: 'Only documents issued on or after this day',
      },
      {
        displayName: 'Issued To',
        name: 'issuedTo',
        type: 'dateTime',
        default: '',
        description: 'Only documents issued on or before this day',
      },
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
            name: 'Accepted',
            value: 'Accepted',
          },
          {
            name: 'Draft',
            value: 'Draft',
          },
          {
            name: 'Rejected',
            value: 'Rejected',
          },
        ],
      },
    ],
    displayOptions: {
      show: {
        resource: ['estimation'],
        operation: ['getAll'],
      },
    },
  },
];
