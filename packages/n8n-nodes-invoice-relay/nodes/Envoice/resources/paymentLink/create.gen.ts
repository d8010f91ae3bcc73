// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const paymentLinkCreateFields: INodeProperties[] = [
  {
    displayName: 'Currency',
    name: 'currencyId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The currency of all amounts: from the list, by its code such as EUR, or by ID',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select a currency...',
        typeOptions: {
          searchListMethod: 'searchCurrencies',
          searchable: true,
        },
      },
      {
        displayName: 'By Code',
        name: 'code',
        type: 'string',
        placeholder: 'e.g. EUR',
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 163',
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
        resource: ['paymentLink'],
        operation: ['create'],
      },
    },
  },
  {
    displayName: 'Specify Line Items',
    name: 'itemsInput',
    type: 'options',
    noDataExpression: true,
    default: 'fields',
    description: 'How to specify the line items',
    options: [
      {
        name: 'Using Fields Below',
        value: 'fields',
      },
      {
        name: 'Using JSON',
        value: 'json',
      },
    ],
    displayOptions: {
      show: {
        resource: ['paymentLink'],
        operation: ['create'],
        '@version': [
          {
            _cnd: {
              gte: 2,
            },
          },
        ],
      },
    },
  },
  {
    displayName: 'Line Items',
    name: 'items',
    type: 'fixedCollection',
    typeOptions: {
      multipleValues: true,
      sortable: true,
    },
    placeholder: 'Add Line Item',
    default: {},
    description: 'What is charged for',
    options: [
      {
        displayName: 'Line Item',
        name: 'values',
        values: [
          {
            displayName: 'Discount (%)',
            name: 'discountPercentage',
            type: 'string',
            default: '',
            placeholder: 'e.g. 10',
            description: 'Discount in percent, from 0 to 100',
          },
          {
            displayName: 'Quantity',
            name: 'quantity',
            type: 'string',
            default: '1',
            placeholder: 'e.g. 1',
            description: 'How many, or how much. A number, or text with a decimal point such as 1.5.',
          },
          {
            displayName: 'Tax',
            name: 'taxId',
            type: 'resourceLocator',
            default: {
              mode: 'list',
              value: '',
            },
            description: 'The tax of the line. Its percentage is filled in automatically.',
            modes: [
              {
                displayName: 'From List',
                name: 'list',
                type: 'list',
                placeholder: 'Select a tax...',
                typeOptions: {
                  searchListMethod: 'searchTaxes',
                  searchable: true,
                },
              },
              {
                displayName: 'By ID',
                name: 'id',
                type: 'string',
                placeholder: 'e.g. 311',
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
            displayName: 'Tax (%)',
            name: 'taxPercentage',
            type: 'string',
            default: '',
            placeholder: 'e.g. 21',
            description: 'Tax in percent, if none of the taxes of the account is picked',
          },
          {
            displayName: 'Unit Price',
            name: 'cost',
            type: 'string',
            default: '',
            placeholder: 'e.g. 1210.50',
            description: 'Unit price, without tax. A number, or text with a decimal point such as 1210.50.',
          },
          {
            displayName: 'Work Type',
            name: 'workTypeId',
            type: 'resourceLocator',
            default: {
              mode: 'list',
              value: '',
            },
            description: 'The kind of service or goods',
            modes: [
              {
                displayName: 'From List',
                name: 'list',
                type: 'list',
                placeholder: 'Select a work type...',
                typeOptions: {
                  searchListMethod: 'searchWorkTypes',
                  searchable: true,
                },
              },
              {
                displayName: 'By ID',
                name: 'id',
                type: 'string',
                placeholder: 'e.g. 2402',
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
        ],
      },
    ],
    displayOptions: {
      show: {
        resource: ['paymentLink'],
        operation: ['create'],
      },
      hide: {
        itemsInput: ['json'],
      },
    },
  },
  {
    displayName: 'Line Items (JSON)',
    name: 'itemsJson',
    type: 'json',
    default: '[]',
    placeholder: 'e.g. [{"WorkTypeId": 2402, "Quantity": 2, "Cost": 85.5}]',
    description: 'A list of line items with the member names of Envoice. The quantity defaults to 1.',
    displayOptions: {
      show: {
        resource: ['paymentLink'],
        operation: ['create'],
        '@version': [
          {
            _cnd: {
              gte: 2,
            },
          },
        ],
        itemsInput: ['json'],
      },
    },
  },
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [
      {
        displayName: 'Client',
        name: 'clientId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'Who the document is for',
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
        displayName: 'Line Items (JSON)',
        name: 'itemsJson',
        type: 'json',
        default: '[]',
        placeholder: 'e.g. [{"WorkTypeId": 2402, "Quantity": 2, "Cost": 85.5}]',
        description: 'A list of line items with the member names of Envoice, appended to those filled in above. The quantity defaults to 1.',
        displayOptions: {
          show: {
            '@version': [1],
          },
        },
      },
      {
        displayName: 'Number',
        name: 'number',
        type: 'string',
        default: '',
        description: 'The number of the document. Envoice assigns the next one if this is empty.',
      },
    ],
    displayOptions: {
      show: {
        resource: ['paymentLink'],
        operation: ['create'],
      },
    },
  },
];
