import type { ResourcePlan } from './types.mts';

export const paymentGatewayPlan: ResourcePlan = {
  value: 'paymentGateway',
  name: 'Payment Gateway',
  article: 'a payment gateway',
  operations: [
    {
      value: 'getAll',
      name: 'Get Many',
      action: 'Get many payment gateways',
      description: 'Retrieve the payment gateways that Envoice supports, with their currencies',
      api: 'PaymentApi_Supported',
      many: true,
    },
  ],
};
