// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const invoiceCreateFields: INodeProperties[] = [
  {
    displayName: 'Client',
    name: 'clientId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
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
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['create'],
      },
    },
  },
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
        resource: ['invoice'],
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
        resource: ['invoice'],
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
        resource: ['invoice'],
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
        resource: ['invoice'],
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
        displayName: 'Category',
        name: 'invoiceCategoryId',
        type: 'resourceLocator',
        default: {
          mode: 'list',
          value: '',
        },
        description: 'The category of the invoice',
        modes: [
          {
            displayName: 'From List',
            name: 'list',
            type: 'list',
            placeholder: 'Select a category...',
            typeOptions: {
              searchListMethod: 'searchInvoiceCategories',
              searchable: true,
            },
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 12',
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
            placeholder: 'Select an invoice...',
            typeOptions: {
              searchListMethod: 'searchInvoices',
              searchable: true,
            },
          },
          {
            displayName: 'By Number',
            name: 'number',
            type: 'string',
            placeholder: 'e.g. INV-0001',
            hint: 'The printed number. Envoice cannot search for it, so the node reads the list until it is found: an ID is faster.',
          },
          {
            displayName: 'By ID',
            name: 'id',
            type: 'string',
            placeholder: 'e.g. 3971',
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
        displayName: 'Due Date',
        name: 'duedate',
        type: 'dateTime',
        default: '',
        description: 'The day by which it must be paid. The time of day is ignored.',
      },
      {
        displayName: 'Issue Date',
        name: 'issuedOn',
        type: 'dateTime',
        default: '',
        description: 'The issue date of the document. The time of day is ignored.',
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
        displayName: 'Recurring Profile',
        name: 'recurringProfile',
        type: 'fixedCollection',
        placeholder: 'Add Recurring Profile',
        default: {},
        description: 'When to create invoices like this one',
        options: [
          {
            displayName: 'Recurring Profile',
            name: 'values',
            values: [
              {
                displayName: 'Day of Month',
                name: 'dayOfMonth',
                type: 'string',
                default: '',
                description: 'From 1 to 31, if it repeats monthly or yearly',
              },
              {
                displayName: 'Day of Week',
                name: 'dayOfWeek',
                type: 'options',
                options: [
                  {
                    name: 'Friday',
                    value: 'Friday',
                  },
                  {
                    name: 'Monday',
                    value: 'Monday',
                  },
                  {
                    name: 'Not Set',
                    value: '',
                  },
                  {
                    name: 'Saturday',
                    value: 'Saturday',
                  },
                  {
                    name: 'Sunday',
                    value: 'Sunday',
                  },
                  {
                    name: 'Thursday',
                    value: 'Thursday',
                  },
                  {
                    name: 'Tuesday',
                    value: 'Tuesday',
                  },
                  {
                    name: 'Wednesday',
                    value: 'Wednesday',
                  },
                ],
                default: '',
                description: 'If it repeats weekly',
              },
              {
                displayName: 'Due In (Days)',
                name: 'dueDateInDays',
                type: 'string',
                default: '',
                description: 'How many days after its issue date each invoice is due',
              },
              {
                displayName: 'Ends On',
                name: 'endOfRecurrance',
                type: 'dateTime',
                default: '',
                description: 'The latest day for the last invoice',
              },
              {
                displayName: 'Month',
                name: 'month',
                type: 'string',
                default: '',
                description: 'From 1 to 12, if it repeats yearly',
              },
              {
                displayName: 'Repeats',
                name: 'recurrancePattern',
                type: 'options',
                options: [
                  {
                    name: 'Daily',
                    value: 'Daily',
                  },
                  {
                    name: 'Monthly',
                    value: 'Monthly',
                  },
                  {
                    name: 'Not Set',
                    value: '',
                  },
                  {
                    name: 'Weekly',
                    value: 'Weekly',
                  },
                  {
                    name: 'Yearly',
                    value: 'Yearly',
                  },
                ],
                default: '',
                description: 'How often to create an invoice',
              },
              {
                displayName: 'Repeats Every',
                name: 'recurranceValue',
                type: 'string',
                default: '',
                description: 'Every how many days, weeks, months or years',
              },
              {
                displayName: 'Starts On',
                name: 'startOfRecurrance',
                type: 'dateTime',
                default: '',
                description: 'The day of the first invoice',
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
                    name: 'Cancelled',
                    value: 'Cancelled',
                  },
                  {
                    name: 'Finished',
                    value: 'Finished',
                  },
                  {
                    name: 'Not Set',
                    value: '',
                  },
                  {
                    name: 'Pending',
                    value: 'Pending',
                  },
                ],
                default: '',
                description: 'The status it has',
              },
              {
                displayName: 'Title',
                name: 'title',
                type: 'string',
                default: '',
                description: 'What it is called',
              },
            ],
          },
        ],
      },
      {
        displayName: 'Recurring Profile ID',
        name: 'recurringProfileId',
        type: 'number',
        default: 0,
        description: 'The ID of an existing recurring profile',
      },
      {
        displayName: 'Send Reminders',
        name: 'shouldSendReminders',
        type: 'boolean',
        default: false,
        description: 'Whether Envoice reminds the client when the invoice is overdue',
      },
      {
        displayName: 'Status',
        name: 'status',
        type: 'options',
        options: [
          {
            name: 'Draft',
            value: 'Draft',
          },
          {
            name: 'Overdue',
            value: 'Overdue',
          },
          {
            name: 'Paid',
            value: 'Paid',
          },
          {
            name: 'Unpaid',
            value: 'Unpaid',
          },
          {
            name: 'Void',
            value: 'Void',
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
        resource: ['invoice'],
        operation: ['create'],
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
        resource: ['invoice'],
        operation: ['create'],
      },
    },
  },
];
