// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const taxUpdateFields: INodeProperties[] = [
  {
    displayName: 'Tax',
    name: 'taxId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The tax to use',
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
    displayOptions: {
      show: {
        resource: ['tax'],
        operation: ['update'],
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
        displayName: 'Name',
        name: 'name',
        type: 'string',
        default: '',
        description: 'What the tax is called, such as VAT',
      },
      {
        displayName: 'Percentage',
        name: 'percentage',
        type: 'number',
        typeOptions: {
          numberPrecision: 6,
        },
        default: 0,
        description: 'The rate in percent, such as 21 or 8.1',
      },
    ],
    displayOptions: {
      show: {
        resource: ['tax'],
        operation: ['update'],
      },
    },
  },
];
