// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const taxCreateFields: INodeProperties[] = [
  {
    displayName: 'Name',
    name: 'name',
    required: true,
    type: 'string',
    default: '',
    description: 'What the tax is called, such as VAT',
    displayOptions: {
      show: {
        resource: ['tax'],
        operation: ['create'],
      },
    },
  },
  {
    displayName: 'Percentage',
    name: 'percentage',
    required: true,
    type: 'number',
    typeOptions: {
      numberPrecision: 6,
    },
    default: 0,
    description: 'The rate in percent, such as 21 or 8.1',
    displayOptions: {
      show: {
        resource: ['tax'],
        operation: ['create'],
      },
    },
  },
];
