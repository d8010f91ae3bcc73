import type { INodeProperties } from 'n8n-workflow';

/** Fields of an invoice to create or update, named as in the module's API. */
export const invoiceParameters: INodeProperties[] = [
  {
    displayName: 'Template',
    name: 'template',
    type: 'string',
    required: true,
    default: 'default',
    description: 'Name of a template on the site whose API user is the user of the credentials',
    displayOptions: { show: { resource: ['invoice'], operation: ['create'] } },
  },
  {
    displayName: 'Pay Limit (Days)',
    name: 'payLimit',
    type: 'number',
    typeOptions: { minValue: 0, maxValue: 65535, numberPrecision: 0 },
    required: true,
    default: 14,
    description: 'Number of days within which the invoice must be paid',
    displayOptions: { show: { resource: ['invoice'], operation: ['create'] } },
  },
  {
    displayName: 'Customer',
    name: 'customer',
    type: 'collection',
    placeholder: 'Add Customer Field',
    default: {},
    description: 'Who the invoice is for. In an update, fields that are not added stay unchanged.',
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
        description: 'Number in the commercial register',
      },
      { displayName: 'Country', name: 'country', type: 'string', default: '' },
      {
        displayName: 'Customer Number',
        name: 'customer_number',
        type: 'string',
        default: '',
        description: 'Number of the customer on the site',
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
      'What the invoice charges for. In an update they replace all items of the invoice; if there are none, its items stay unchanged.',
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
            description: 'Number of units, with a dot for decimals: 2.5',
          },
          {
            displayName: 'Unit Cost',
            name: 'unitcost',
            type: 'string',
            default: '',
            placeholder: 'e.g. 50.75',
            description:
              'Price per unit, excluding VAT, with a dot for decimals and no thousands separator. The site keeps three decimals.',
          },
          {
            displayName: 'VAT Percentage',
            name: 'vat',
            type: 'string',
            default: '',
            placeholder: 'e.g. 21',
            description: 'VAT percentage to add. Leave empty for none.',
          },
          {
            displayName: 'Weight',
            name: 'weight',
            type: 'string',
            default: '',
            description:
              'The site sorts items by weight, from -128 to 127. Leave empty to keep the order given here.',
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
      'A list of items with description, quantity, unitcost, vat and weight. Only unitcost is needed; without a quantity it is 1. In an update the list replaces all items of the invoice; an empty one changes nothing.',
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
        description: 'Text printed on the invoice',
      },
      {
        displayName: 'Leading Zeros',
        name: 'leading_zeros',
        type: 'number',
        typeOptions: { minValue: 0, numberPrecision: 0 },
        default: 4,
        description:
          'Minimum number of digits of the sequential part of the number: with 4, invoice 7 becomes 0007',
      },
      {
        displayName: 'Number Prefix',
        name: 'prefix',
        type: 'string',
        default: '%Y',
        description:
          'Text before the sequential part of the number, with % before format letters of PHP date, e.g. %Y for the year',
      },
      {
        displayName: 'Other Members (JSON)',
        name: 'otherMembers',
        type: 'json',
        default: '{}',
        description:
          'An object with members that the API of your site accepts and that have no field here',
      },
      {
        displayName: 'Pay Limit (Days)',
        name: 'pay_limit',
        type: 'number',
        typeOptions: { minValue: 0, numberPrecision: 0 },
        default: 14,
        description: 'Number of days within which the invoice must be paid',
        displayOptions: { show: { '/operation': ['update'] } },
      },
      {
        displayName: 'Pay Status',
        name: 'pay_status',
        type: 'options',
        default: 'unpaid',
        description: 'The site treats anything other than paid as unpaid',
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
        description: 'Name of a template on the site to move the invoice to',
        displayOptions: { show: { '/operation': ['update'] } },
      },
    ],
  },
];
