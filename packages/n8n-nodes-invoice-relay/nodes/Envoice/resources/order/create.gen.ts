// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const orderCreateFields: INodeProperties[] = [
  {
    displayName: 'Product',
    name: 'productId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    description: 'The product that was ordered',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select a product...',
        typeOptions: {
          searchListMethod: 'searchProducts',
          searchable: true,
        },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 61',
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
        resource: ['order'],
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
            displayName: 'Description',
            name: 'description',
            type: 'string',
            default: '',
            description: 'What it is about',
          },
          {
            displayName: 'Product Item ID',
            name: 'productItemId',
            type: 'string',
            default: '',
            description: 'The ID of the item of the product',
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
            displayName: 'Reference',
            name: 'referenceId',
            type: 'string',
            default: '',
            description: 'Your own number for it, such as that of your stock',
          },
          {
            displayName: 'Subtotal',
            name: 'subTotalAmount',
            type: 'string',
            default: '',
            description: 'Amount without tax. Leave it empty to have it computed.',
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
            displayName: 'Tax Amount',
            name: 'taxAmount',
            type: 'string',
            default: '',
            description: 'Amount of the tax. Leave it empty to have it computed.',
          },
          {
            displayName: 'Total',
            name: 'totalAmount',
            type: 'string',
            default: '',
            description: 'Amount with tax. Leave it empty to have it computed.',
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
        resource: ['order'],
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
        resource: ['order'],
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
        displayName: 'Billing Details',
        name: 'orderBillingDetails',
        type: 'fixedCollection',
        placeholder: 'Add Billing Details',
        default: {},
        description: 'Who pays',
        options: [
          {
            displayName: 'Billing Details',
            name: 'values',
            values: [
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
          },
        ],
      },
      {
        displayName: 'Coupon Code',
        name: 'couponCode',
        type: 'string',
        default: '',
        description: 'Code of one of the coupons of the product',
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
        displayName: 'Description',
        name: 'description',
        type: 'string',
        default: '',
        description: 'What it is about',
      },
      {
        displayName: 'Discount Amount',
        name: 'discountAmount',
        type: 'number',
        typeOptions: {
          numberPrecision: 6,
        },
        default: 0,
        description: 'Discount as an amount. A number, or text with a decimal point such as 12.50.',
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
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        description: 'What it is called',
      },
      {
        displayName: 'Note',
        name: 'note',
        type: 'string',
        typeOptions: {
          rows: 3,
        },
        default: '',
        description: 'A note from or for the buyer',
      },
      {
        displayName: 'Referral',
        name: 'referral',
        type: 'string',
        default: '',
        description: 'Where the buyer came from',
      },
      {
        displayName: 'Shipping Amount',
        name: 'shippingAmount',
        type: 'number',
        typeOptions: {
          numberPrecision: 6,
        },
        default: 0,
        description: 'What shipping costs. A number, or text with a decimal point such as 6.95.',
      },
      {
        displayName: 'Shipping Details',
        name: 'orderShippingDetails',
        type: 'fixedCollection',
        placeholder: 'Add Shipping Details',
        default: {},
        description: 'Where to ship it',
        options: [
          {
            displayName: 'Shipping Details',
            name: 'values',
            values: [
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
          },
        ],
      },
      {
        displayName: 'Shipping Text',
        name: 'shippingDescription',
        type: 'string',
        default: '',
        description: 'Text about the shipping',
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        options: [
          {
            name: 'Cancelled',
            value: 'Cancelled',
          },
          {
            name: 'Completed',
            value: 'Completed',
          },
          {
            name: 'Failed',
            value: 'Failed',
          },
          {
            name: 'On Hold',
            value: 'OnHold',
          },
          {
            name: 'Pending Payment',
            value: 'PendingPayment',
          },
          {
            name: 'Processing',
            value: 'Processing',
          },
          {
            name: 'Refunded',
            value: 'Refunded',
          },
          {
            name: 'Shipped',
            value: 'Shipped',
          },
        ],
        default: 'PendingPayment',
        description: 'The status it has',
      },
      {
        displayName: 'Subtotal',
        name: 'subTotalAmount',
        type: 'number',
        typeOptions: {
          numberPrecision: 6,
        },
        default: 0,
        description: 'Amount without tax. Leave it empty to have it computed.',
      },
      {
        displayName: 'Tax Amount',
        name: 'taxAmount',
        type: 'number',
        typeOptions: {
          numberPrecision: 6,
        },
        default: 0,
        description: 'Amount of the tax. Leave it empty to have it computed.',
      },
      {
        displayName: 'Text After Payment',
        name: 'afterPaymentDescription',
        type: 'string',
        typeOptions: {
          rows: 3,
        },
        default: '',
        description: 'Text shown to the buyer after the payment',
      },
      {
        displayName: 'Total',
        name: 'totalAmount',
        type: 'number',
        typeOptions: {
          numberPrecision: 6,
        },
        default: 0,
        description: 'Amount with tax. Leave it empty to have it computed.',
      },
      {
        displayName: 'What Happens Next Text',
        name: 'whatHappensNextDescription',
        type: 'string',
        default: '',
        description: 'Text for the buyer about what happens next',
      },
    ],
    displayOptions: {
      show: {
        resource: ['order'],
        operation: ['create'],
      },
    },
  },
];
