// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const productUpdateFields: INodeProperties[] = [
  {
    displayName: 'Product',
    name: 'productId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The product to use',
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
        resource: ['product'],
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
        resource: ['product'],
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
            displayName: 'ID',
            name: 'id',
            type: 'string',
            default: '',
            description: 'The ID of an existing one to change. Leave it empty for a new one.',
          },
          {
            displayName: 'Minimum Quantity',
            name: 'minimumQuantity',
            type: 'string',
            default: '',
            description: 'The minimum quantity that a buyer can order',
          },
          {
            displayName: 'Reference',
            name: 'referenceId',
            type: 'string',
            default: '',
            description: 'Your own number for it, such as that of your stock',
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
        resource: ['product'],
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
    placeholder: 'e.g. [{"WorkTypeId": 2402, "Cost": 85.5}]',
    description: 'A list of line items with the member names of Envoice. A line with an ID changes the existing line. An empty list changes nothing in either List Mode.',
    displayOptions: {
      show: {
        resource: ['product'],
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
        displayName: 'Button Text',
        name: 'buttonCallToAction',
        type: 'string',
        default: '',
        description: 'Text of the buy button',
      },
      {
        displayName: 'Coupons',
        name: 'coupons',
        type: 'fixedCollection',
        typeOptions: {
          multipleValues: true,
          sortable: true,
        },
        placeholder: 'Add Coupon',
        default: {},
        description: 'Codes for a discount on the product',
        options: [
          {
            displayName: 'Coupon',
            name: 'values',
            values: [
              {
                displayName: 'Coupon Code',
                name: 'code',
                type: 'string',
                default: '',
                description: 'The code that the buyer enters',
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
                displayName: 'Discount Amount',
                name: 'discountAmount',
                type: 'string',
                default: '',
                placeholder: 'e.g. 12.50',
                description: 'Discount as an amount. A number, or text with a decimal point such as 12.50.',
              },
              {
                displayName: 'ID',
                name: 'id',
                type: 'string',
                default: '',
                description: 'The ID of an existing one to change. Leave it empty for a new one.',
              },
              {
                displayName: 'Valid Until',
                name: 'validUntil',
                type: 'dateTime',
                default: '',
                description: 'When it expires',
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
        displayName: 'Description',
        name: 'description',
        type: 'string',
        default: '',
        description: 'What it is about',
      },
      {
        displayName: 'Discounts',
        name: 'discounts',
        type: 'fixedCollection',
        typeOptions: {
          multipleValues: true,
          sortable: true,
        },
        placeholder: 'Add Discount',
        default: {},
        description: 'Temporary discounts',
        options: [
          {
            displayName: 'Discount',
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
                displayName: 'Discount Amount',
                name: 'discountAmount',
                type: 'string',
                default: '',
                placeholder: 'e.g. 12.50',
                description: 'Discount as an amount. A number, or text with a decimal point such as 12.50.',
              },
              {
                displayName: 'ID',
                name: 'id',
                type: 'string',
                default: '',
                description: 'The ID of an existing one to change. Leave it empty for a new one.',
              },
              {
                displayName: 'Name',
                name: 'name',
                type: 'string',
                default: '',
                description: 'What it is called',
              },
              {
                displayName: 'Valid From',
                name: 'validFrom',
                type: 'dateTime',
                default: '',
                description: 'When it becomes valid',
              },
              {
                displayName: 'Valid To',
                name: 'validTo',
                type: 'dateTime',
                default: '',
                description: 'When it expires',
              },
            ],
          },
        ],
      },
      {
        displayName: 'Featured',
        name: 'isFeatured',
        type: 'boolean',
        default: false,
        description: 'Whether the store shows the product first',
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
                displayName: 'ID',
                name: 'id',
                type: 'string',
                default: '',
                description: 'The ID of an existing one to change. Leave it empty for a new one.',
              },
              {
                displayName: 'Minimum Quantity',
                name: 'minimumQuantity',
                type: 'string',
                default: '',
                description: 'The minimum quantity that a buyer can order',
              },
              {
                displayName: 'Reference',
                name: 'referenceId',
                type: 'string',
                default: '',
                description: 'Your own number for it, such as that of your stock',
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
        placeholder: 'e.g. [{"WorkTypeId": 2402, "Cost": 85.5}]',
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
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        description: 'What it is called',
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
            name: 'Active',
            value: 'Active',
          },
          {
            name: 'Inactive',
            value: 'Inactive',
          },
          {
            name: 'Not Available',
            value: 'NotAvailable',
          },
        ],
        default: 'Active',
        description: 'The status it has',
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
        displayName: 'What Happens Next Text',
        name: 'whatHappensNextDescription',
        type: 'string',
        default: '',
        description: 'Text for the buyer about what happens next',
      },
    ],
    displayOptions: {
      show: {
        resource: ['product'],
        operation: ['update'],
      },
    },
  },
];
