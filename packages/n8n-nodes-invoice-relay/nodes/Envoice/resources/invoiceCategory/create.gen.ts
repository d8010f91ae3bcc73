// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const invoiceCategoryCreateFields: INodeProperties[] = [
  {
    displayName: 'Name',
    name: 'name',
    required: true,
    type: 'string',
    default: '',
    description: 'What it is called',
    displayOptions: {
      show: {
        resource: ['invoiceCategory'],
        operation: ['create'],
      },
    },
  },
];
