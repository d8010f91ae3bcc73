// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const invoiceChangeStatusFields: INodeProperties[] = [
  {
    displayName: 'Invoice',
    name: 'invoiceId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The invoice to use',
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
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['changeStatus'],
      },
    },
  },
  {
    displayName: 'Status',
    name: 'status',
    required: true,
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
    description: 'The new status',
    displayOptions: {
      show: {
        resource: ['invoice'],
        operation: ['changeStatus'],
      },
    },
  },
];
