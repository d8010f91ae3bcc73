// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const orderGetFields: INodeProperties[] = [
  {
    displayName: 'Order',
    name: 'orderId',
    type: 'resourceLocator',
    default: {
      mode: 'list',
      value: '',
    },
    required: true,
    description: 'The order to use',
    modes: [
      {
        displayName: 'From List',
        name: 'list',
        type: 'list',
        placeholder: 'Select an order...',
        typeOptions: {
          searchListMethod: 'searchOrders',
          searchable: true,
        },
      },
      {
        displayName: 'By ID',
        name: 'id',
        type: 'string',
        placeholder: 'e.g. 1058',
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
        resource: ['order'],
        operation: ['get'],
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
        resource: ['order'],
        operation: ['get'],
      },
    },
  },
];
