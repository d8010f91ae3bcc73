// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { paymentLinkCreateFields } from './create.gen.ts';
import { paymentLinkDeleteFields } from './delete.gen.ts';
import { paymentLinkGetAllFields } from './getAll.gen.ts';
import { paymentLinkGetLinkFields } from './getLink.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['paymentLink'],
    },
  },
  options: [
    {
      name: 'Create',
      value: 'create',
      action: 'Create payment link',
      description: 'Create a new payment link',
    },
    {
      name: 'Delete',
      value: 'delete',
      action: 'Delete payment link',
      description: 'Delete a payment link permanently',
    },
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many payment links',
      description: 'Retrieve a list of payment links',
    },
    {
      name: 'Get Share Link',
      value: 'getLink',
      action: 'Get share link of payment link',
      description: 'Retrieve the address at which to pay a payment link',
    },
  ],
  default: 'getAll',
};

export const paymentLinkProperties: INodeProperties[] = [
  operation,
  ...paymentLinkCreateFields,
  ...paymentLinkDeleteFields,
  ...paymentLinkGetAllFields,
  ...paymentLinkGetLinkFields,
];
