// Generated from Envoice's operations. Do not edit. See test/envoice/generated.test.ts for how to regenerate it.
import type { INodeProperties } from 'n8n-workflow';

import { paymentGatewayGetAllFields } from './getAll.gen.ts';

// oxfmt-ignore
const operation: INodeProperties = {
  displayName: 'Operation',
  name: 'operation',
  type: 'options',
  noDataExpression: true,
  displayOptions: {
    show: {
      resource: ['paymentGateway'],
    },
  },
  options: [
    {
      name: 'Get Many',
      value: 'getAll',
      action: 'Get many payment gateways',
      description: 'Retrieve the payment gateways that Envoice supports, with their currencies',
    },
  ],
  default: 'getAll',
};

export const paymentGatewayProperties: INodeProperties[] = [
  operation,
  ...paymentGatewayGetAllFields,
];
