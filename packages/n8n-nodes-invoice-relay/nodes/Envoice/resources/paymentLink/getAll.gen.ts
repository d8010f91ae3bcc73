// Generated from Envoice's operations. Do not edit: test/envoice/generated.test.ts tells how to renew it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const paymentLinkGetAllFields: INodeProperties[] = [
  {
    displayName: 'Return All',
    name: 'returnAll',
    type: 'boolean',
    default: false,
    description: 'Whether to return all results or only up to a given limit',
    displayOptions: {
      show: {
        resource: ['paymentLink'],
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
        resource: ['paymentLink'],
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
        resource: ['paymentLink'],
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
        displayName: 'Client',
        name: 'clientId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'Only those of this client',
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
                  errorMessage: 'Not a valid ID: those of Envoice are whole numbers',
                },
              },
            ],
          },
        ],
      },
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
        resource: ['paymentLink'],
        operation: ['getAll'],
      },
    },
  },
];
