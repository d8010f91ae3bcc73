// Generated from Envoice's operations. Do not edit: test/envoice/generated.test.ts tells how to renew it.
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
