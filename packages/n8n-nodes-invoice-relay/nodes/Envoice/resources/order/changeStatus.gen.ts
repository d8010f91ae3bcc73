// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

// oxfmt-ignore
export const orderChangeStatusFields: INodeProperties[] = [
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
        name: 'Cancelled',
        value: 'Cancelled',
      },
      {
        name: 'Completed',
        value: 'Completed',
      },
      {
        name: 'Failed',
        value: 'Failed',
      },
      {
        name: 'On Hold',
        value: 'OnHold',
      },
      {
        name: 'Pending Payment',
        value: 'PendingPayment',
      },
      {
        name: 'Processing',
        value: 'Processing',
      },
      {
        name: 'Refunded',
        value: 'Refunded',
      },
      {
        name: 'Shipped',
        value: 'Shipped',
      },
    ],
    default: 'PendingPayment',
    description: 'The new status',
    displayOptions: {
      show: {
        resource: ['order'],
        operation: ['changeStatus'],
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
        displayName: 'Reason',
        name: 'reason',
        type: 'string',
        default: '',
        description: 'Why the status changes',
      },
    ],
    displayOptions: {
      show: {
        resource: ['order'],
        operation: ['changeStatus'],
      },
    },
  },
];
