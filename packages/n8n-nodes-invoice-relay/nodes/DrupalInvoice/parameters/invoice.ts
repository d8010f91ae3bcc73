import type { INodeProperties } from 'n8n-workflow';

/** Fields of an invoice to create or update, named as in the module's API. */
export const invoiceParameters: INodeProperties[] = [
  {
    displayName: 'Template',
    name: 'template',
    type: 'string',
    required: true,
    default: 'default',
    description:
      'The name of a template that the site has, and for which the user of the credentials is the API user',
    displayOptions: { show: { resource: ['invoice'], operation: ['create'] } },
  },
  {
    displayName: 'Pay Limit (Days)',
    name: 'payLimit',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 65535, numberPrecision: 0 },
    required: true,
    default: 14,
    description: 'Within how many days the invoice is to be paid',
    displayOptions: { show: { resource: ['invoice'], operation: ['create'] } },
  },
  {
    displayName: 'Customer',
    name: 'customer',
    type: 'collection',
    placeholder: 'Add Customer Field',
    default: {},
    description: 'Who the invoice is for. In an update, what is not added here stays.',
    displayOptions: { show: { resource: ['invoice'], operation: ['create', 'update'] } },
    options: [
      { displayName: 'Building Number', name: 'building_number', type: 'string', default: '' },
      { displayName: 'City', name: 'city', type: 'string', default: '' },
      {
        displayName: 'Company Name',
        name: 'company_name',
        type: 'string',
        default: '',
        placeholder: 'e.g. Awesome company',
      },
      {
        displayName: 'Company Registration Number',
        name: 'coc_number',
        type: 'string',
        default: '',
        description: 'The number at the chamber of commerce',
      },
      { displayName: 'Country', name: 'country', type: 'string', default: '' },
      {
        displayName: 'Customer Number',
        name: 'customer_number',
        type: 'string',
        default: '',
        description: 'The number of the customer on the site',
      },
      { displayName: 'Description', name: 'description', type: 'string', default: '' },
      { displayName: 'First Name', name: 'firstname', type: 'string', default: '' },
      { displayName: 'Last Name', name: 'lastname', type: 'string', default: '' },
      { displayName: 'State', name: 'state', type: 'string', default: '' },
      { displayName: 'Street', name: 'street', type: 'string', default: '' },
      {
        displayName: 'VAT Number',
        name: 'vat_number',
        type: 'string',
        default: '',
        placeholder: 'e.g. NL012345678B01',
      },
      { displayName: 'ZIP Code', name: 'zipcode', type: 'string', default: '' },
    ],
  },
  {
    displayName: 'Specify Line Items',
    name: 'itemsInput',
    type: 'options',
    noDataExpression: true,
    default: 'fields',
    displayOptions: { show: { resource: ['invoice'], operation: ['create', 'update'] } },
    options: [
      { name: 'Using Fields Below', value: 'fields' },
      { name: 'Using JSON', value: 'json' },
    ],
  },
  {
    displayName: 'Line Items',
    name: 'items',
    type: 'fixedCollection',
    typeOptions: { multipleValues: true, sortable: true },
    placeholder: 'Add Line Item',
    default: {},
    description:
      'What the invoice charges for. In an update they replace all items of the invoice; without any, its items stay.',
    displayOptions: {
      show: { resource: ['invoice'], operation: ['create', 'update'], itemsInput: ['fields'] },
    },
    options: [
      {
        displayName: 'Line Item',
        name: 'item',
        values: [
          {
            displayName: 'Description',
            name: 'description',
            type: 'string',
            default: '',
            placeholder: 'e.g. Sent SMS messages',
          },
          {
            displayName: 'Quantity',
            name: 'quantity',
            type: 'string',
            default: '1',
            description: 'How many, with a dot if it is not a whole number: 2.5',
          },
          {
            displayName: 'Unit Cost',
            name: 'unitcost',
            type: 'string',
            default: '',
            placeholder: 'e.g. 50.75',
            description:
              'The price of one, without VAT, with a dot and without a thousands separator. The site keeps three decimals.',
          },
          {
            displayName: 'VAT Percentage',
            name: 'vat',
            type: 'string',
            default: '',
            placeholder: 'e.g. 21',
            description: 'The percentage of VAT that is added. Empty for none.',
          },
          {
            displayName: 'Weight',
            name: 'weight',
            type: 'string',
            default: '',
            description:
              'By which the site orders the items, from -128 to 127. Empty for the order in which they stand here.',
          },
        ],
      },
    ],
  },
  {
    displayName: 'Line Items (JSON)',
    name: 'itemsJson',
    type: 'json',
    default:
      '[\n  { "description": "Sent SMS messages", "quantity": "28", "unitcost": "0.22", "vat": "21" }\n]',
    description:
      'A list of items with description, quantity, unitcost, vat and weight. In an update it replaces all items of the invoice.',
    displayOptions: {
      show: { resource: ['invoice'], operation: ['create', 'update'], itemsInput: ['json'] },
    },
  },
  {
    displayName: 'Additional Fields',
    name: 'additionalFields',
    type: 'collection',
    placeholder: 'Add Field',
    default: {},
    displayOptions: { show: { resource: ['invoice'], operation: ['create', 'update'] } },
    options: [
      {
        displayName: 'Description',
        name: 'description',
        type: 'string',
        typeOptions: { rows: 3 },
        default: '',
        description: 'A text that stands on the invoice',
      },
      {
        displayName: 'Leading Zeros',
        name: 'leading_zeros',
        type: 'number',
        typeOptions: { minValue: 0, numberPrecision: 0 },
        default: 4,
        description:
          'How many digits the counted part of the number has at least: with 4, invoice 7 reads 0007',
      },
      {
        displayName: 'Number Prefix',
        name: 'prefix',
        type: 'string',
        default: '%Y',
        description:
          'What stands in front of the counted part of the number: text, with % before letters of PHP date, such as %Y for the year',
      },
      {
        displayName: 'Other Members (JSON)',
        name: 'otherMembers',
        type: 'json',
        default: '{}',
        description:
          'An object with members that the API of your site takes and that have no field here',
      },
      {
        displayName: 'Pay Limit (Days)',
        name: 'pay_limit',
        type: 'number',
        typeOptions: { minValue: 0, numberPrecision: 0 },
        default: 14,
        description: 'Within how many days the invoice is to be paid',
        displayOptions: { show: { '/operation': ['update'] } },
      },
      {
        displayName: 'Pay Status',
        name: 'pay_status',
        type: 'options',
        default: 'unpaid',
        description: 'The site keeps anything but paid as unpaid',
        options: [
          { name: 'Paid', value: 'paid' },
          { name: 'Unpaid', value: 'unpaid' },
        ],
      },
      {
        displayName: 'Template',
        name: 'template',
        type: 'string',
        default: 'default',
        description: 'The name of a template that the site has: the invoice is moved to it',
        displayOptions: { show: { '/operation': ['update'] } },
      },
    ],
  },
];
