// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const paymentLinkDeleteFields: INodeProperties[] = [
  {
    displayName: 'Payment Link',
    name: 'paymentLinkId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The payment link to use',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select a payment link...',
        typeOptions: {
          searchListMethod: 'searchPaymentLinks',
          searchable: true,
        },
      },
      {
        displayName: 'By Number',
        name: 'number',
        type: 'string',
        placeholder: 'e.g. PL-0001',
        hint: 'The printed number. Envoice cannot search for it, so the node reads the list until it is found: an ID is faster.',
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 33',
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
        resource: ['paymentLink'],
        operation: ['delete'],
      },
    },
  },
];
