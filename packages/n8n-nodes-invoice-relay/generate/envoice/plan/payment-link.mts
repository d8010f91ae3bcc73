import type { ResourcePlan } from './types.mts';

/** Members that Envoice computes or keeps internal. */
const paymentLinkOmit = [
  'AccessToken',
  'Client',
  'Currency',
  'Id',
  'Invoice',
  'User',
  'UserId',
  'DiscountAmount',
  'SubTotalAmount',
  'TaxAmount',
  'TotalAmount',
  'PaymentLinkId',
  'Tax',
  'WorkType',
];
export const paymentLinkPlan: ResourcePlan = {
  value: 'paymentLink',
  name: 'Payment Link',
  article: 'a payment link',
  list: 'paymentLink',
  operations: [
    {
      value: 'create',
      name: 'Create',
      action: 'Create payment link',
      description: 'Create a new payment link',
      api: 'PaymentLinkApi_New',
      required: ['CurrencyId'],
      shown: ['Items'],
      rest: 'additionalFields',
      omit: paymentLinkOmit,
    },
    {
      value: 'delete',
      name: 'Delete',
      action: 'Delete payment link',
      description: 'Delete a payment link permanently',
      api: 'PaymentLinkApi_Delete',
      subject: true,
    },
    {
      value: 'getAll',
      name: 'Get Many',
      action: 'Get many payment links',
      description: 'Retrieve a list of payment links',
      api: 'PaymentLinkApi_All',
      many: true,
      rowFilters: ['client', 'search'],
      simplify: true,
    },
    {
      value: 'getLink',
      name: 'Get Share Link',
      action: 'Get share link of payment link',
      description: 'Retrieve the address at which to pay a payment link',
      api: 'PaymentLinkApi_Uri',
      subject: true,
    },
  ],
};
