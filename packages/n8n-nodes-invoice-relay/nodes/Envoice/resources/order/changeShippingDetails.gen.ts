// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const orderChangeShippingDetailsFields: INodeProperties[] = [
  {
    displayName: 'Order',
    name: 'orderId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The order to use',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an order...',
        typeOptions: {
          searchListMethod: 'searchOrders',
          searchable: true,
        },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 1058',
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
    displayOptions: {
      show: {
        resource: ['order'],
        operation: ['changeShippingDetails'],
      },
    },
  },
  {
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [
      {
        displayName: 'Address',
        name: 'address',
        type: 'string',
        default: '',
        description: 'Street, city and country, as shown on the document',
      },
      {
        displayName: 'Country',
        name: 'countryId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'The country of the address',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select a country...',
            typeOptions: {
              searchListMethod: 'searchCountries',
              searchable: true,
            },
          },
          {
            displayName: 'By Code',
            name: 'code',
            type: 'string',
            placeholder: 'e.g. NL',
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 150',
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
        displayName: 'Email',
        name: 'email',
        type: 'string',
        default: '',
        placeholder: 'name@email.com',
        description: 'Email address',
      },
      {
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        description: 'What it is called',
      },
      {
        displayName: 'Phone',
        name: 'phoneNumber',
        type: 'string',
        default: '',
        description: 'Phone number',
      },
    ],
    displayOptions: {
      show: {
        resource: ['order'],
        operation: ['changeShippingDetails'],
      },
    },
  },
];
