// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const estimationUpdateFields: INodeProperties[] = [
  {
    displayName: 'Estimation',
    name: 'estimationId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The estimation to use',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an estimation...',
        typeOptions: {
          searchListMethod: 'searchEstimations',
          searchable: true,
        },
      },
      {
        displayName: 'By Number',
        name: 'number',
        type: 'string',
        placeholder: 'e.g. EST-0001',
        hint: 'The printed number. Envoice cannot search for it, so the node reads the list until it is found: an ID is faster.',
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 207',
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
        resource: ['estimation'],
        operation: ['update'],
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
        resource: ['estimation'],
        operation: ['update'],
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
            displayName: 'Description',
            name: 'description',
            type: 'string',
            default: '',
            description: 'What it is about',
          },
          {
            displayName: 'Discount (%)',
            name: 'discountPercentage',
            type: 'string',
            default: '',
            placeholder: 'e.g. 10',
            description: 'Discount in percent, from 0 to 100',
          },
          {
            displayName: 'ID',
            name: 'id',
            type: 'string',
            default: '',
            description: 'The ID of an existing one to change. Leave it empty for a new one.',
          },
          {
            displayName: 'Quantity',
            name: 'quantity',
            type: 'string',
            default: '',
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
        resource: ['estimation'],
        operation: ['update'],
        '@version': [
          {
            _cnd: {
              gte: 2,
            },
          },
        ],
        itemsInput: ['fields'],
      },
    },
  },
  {
    displayName: 'Line Items (JSON)',
    name: 'itemsJson',
    type: 'json',
    default: '[]',
    placeholder: 'e.g. [{"WorkTypeId": 2402, "Quantity": 2, "Cost": 85.5}]',
    description: 'A list of line items with the member names of Envoice. A line with an ID changes the existing line. An empty list changes nothing in either List Mode.',
    displayOptions: {
      show: {
        resource: ['estimation'],
        operation: ['update'],
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
    displayName: 'Update Fields',
    name: 'updateFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    options: [
      {
        displayName: 'Attachments',
        name: 'attachments',
        type: 'fixedCollection',
        typeOptions: {
          multipleValues: true,
          sortable: true,
        },
        placeholder: 'Add Attachment',
        default: {},
        description: 'Files of the document, by link',
        options: [
          {
            displayName: 'Attachment',
            name: 'values',
            values: [
              {
                displayName: 'File Name',
                name: 'originalFileName',
                type: 'string',
                default: '',
                description: 'The displayed name',
              },
              {
                displayName: 'Hidden File Name',
                name: 'obfuscatedFileName',
                type: 'string',
                default: '',
                description: 'The name that Envoice gave the uploaded file',
              },
              {
                displayName: 'ID',
                name: 'id',
                type: 'string',
                default: '',
                description: 'The ID of an existing one to change. Leave it empty for a new one.',
              },
              {
                displayName: 'Link',
                name: 'link',
                type: 'string',
                default: '',
                placeholder: 'e.g. https://example.com/terms.pdf',
                description: 'Address of the file',
              },
              {
                displayName: 'Size (Bytes)',
                name: 'size',
                type: 'string',
                default: '',
                description: 'Size of the file in bytes',
              },
              {
                displayName: 'Type',
                name: 'type',
                type: 'options',
                options: [
                  {
                    name: 'External',
                    value: 'External',
                  },
                  {
                    name: 'Not Set',
                    value: '',
                  },
                  {
                    name: 'Uploaded',
                    value: 'Uploaded',
                  },
                ],
                default: '',
                description: 'Whether the file was uploaded to Envoice or is hosted elsewhere',
              },
            ],
          },
        ],
      },
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
        displayName: 'Cloned From',
        name: 'clonedFromId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'The document to copy everything from that is not set here',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select an estimation...',
            typeOptions: {
              searchListMethod: 'searchEstimations',
              searchable: true,
            },
          },
          {
            displayName: 'By Number',
            name: 'number',
            type: 'string',
            placeholder: 'e.g. EST-0001',
            hint: 'The printed number. Envoice cannot search for it, so the node reads the list until it is found: an ID is faster.',
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 207',
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
        displayName: 'Currency',
        name: 'currencyId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
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
      },
      {
        displayName: 'Expires On',
        name: 'expiresOn',
        type: 'dateTime',
        default: '',
        description: 'The last day on which it can be accepted. The time of day is ignored.',
      },
      {
        displayName: 'Issue Date',
        name: 'issuedOn',
        type: 'dateTime',
        default: '',
        description: 'The issue date of the document. The time of day is ignored.',
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
                displayName: 'Description',
                name: 'description',
                type: 'string',
                default: '',
                description: 'What it is about',
              },
              {
                displayName: 'Discount (%)',
                name: 'discountPercentage',
                type: 'string',
                default: '',
                placeholder: 'e.g. 10',
                description: 'Discount in percent, from 0 to 100',
              },
              {
                displayName: 'ID',
                name: 'id',
                type: 'string',
                default: '',
                description: 'The ID of an existing one to change. Leave it empty for a new one.',
              },
              {
                displayName: 'Quantity',
                name: 'quantity',
                type: 'string',
                default: '',
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
            '@version': [1],
          },
        },
      },
      {
        displayName: 'Line Items (JSON)',
        name: 'itemsJson',
        type: 'json',
        default: '[]',
        placeholder: 'e.g. [{"WorkTypeId": 2402, "Quantity": 2, "Cost": 85.5}]',
        description: 'A list of line items with the member names of Envoice, appended to those filled in above. A line with an ID changes the existing line. An empty list changes nothing in either List Mode.',
        displayOptions: {
          show: {
            '@version': [1],
          },
        },
      },
      {
        displayName: 'List Mode',
        name: 'listMode',
        type: 'options',
        options: [
          {
            name: 'Add or Change',
            value: 'merge',
            description: 'Entries with the ID of an existing one change it, all others are added',
          },
          {
            name: 'Replace All',
            value: 'replace',
            description: 'Existing entries that are not given are removed, in each list that is given',
          },
        ],
        default: 'merge',
        description: 'What happens to existing line items, attachments, coupons and discounts',
      },
      {
        displayName: 'Notes',
        name: 'notes',
        type: 'string',
        typeOptions: {
          rows: 3,
        },
        default: '',
        description: 'A note on the document',
      },
      {
        displayName: 'Number',
        name: 'number',
        type: 'string',
        default: '',
        description: 'The number of the document. Envoice assigns the next one if this is empty.',
      },
      {
        displayName: 'Payment Gateway Names or IDs',
        name: 'paymentGateways',
        type: 'multiOptions',
        typeOptions: {
          loadOptionsMethod: 'getPaymentGateways',
        },
        default: [],
        description: 'Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
      },
      {
        displayName: 'Purchase Order Number',
        name: 'poNumber',
        type: 'string',
        default: '',
        description: 'The number that the buyer gave to the purchase',
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
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
        default: 'Draft',
        description: 'The status it has',
      },
      {
        displayName: 'Terms',
        name: 'terms',
        type: 'string',
        typeOptions: {
          rows: 3,
        },
        default: '',
        description: 'The agreed terms, such as the terms of payment',
      },
    ],
    displayOptions: {
      show: {
        resource: ['estimation'],
        operation: ['update'],
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
        operation: ['update'],
      },
    },
  },
];
