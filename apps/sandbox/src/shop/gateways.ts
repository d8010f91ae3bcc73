/** A payment gateway as in the vendor's `payment/supported`. No currencies means all. */
export interface Gateway {
  readonly Name: string;
  readonly SupportedCurrencies: readonly { readonly Name: string; readonly Value: string }[];
}

const pounds = { Name: 'Pound sterling', Value: 'GBP' };
const euros = { Name: 'Euro Member Countries', Value: 'EUR' };
const dollars = { Name: 'United States Dollar', Value: 'USD' };

/** The first five are from the vendor's guide, the others from its activity types. */
export const gateways: readonly Gateway[] = [
  { Name: 'paypal', SupportedCurrencies: [] },
  { Name: 'stripe', SupportedCurrencies: [] },
  {
    Name: 'payoneer',
    SupportedCurrencies: [euros, pounds, dollars, { Name: 'Australian Dollar', Value: 'AUD' }],
  },
  { Name: 'square', SupportedCurrencies: [] },
  { Name: 'klikandpay', SupportedCurrencies: [euros] },
  { Name: 'razorpay', SupportedCurrencies: [{ Name: 'Indian Rupee', Value: 'INR' }] },
  { Name: 'wepay', SupportedCurrencies: [dollars] },
  { Name: 'halkbank', SupportedCurrencies: [{ Name: 'Macedonian Denar', Value: 'MKD' }] },
  { Name: 'twocheckout', SupportedCurrencies: [] },
  { Name: 'paymentwall', SupportedCurrencies: [] },
  { Name: 'bamboraeu', SupportedCurrencies: [euros] },
  { Name: 'bamborana', SupportedCurrencies: [dollars] },
  { Name: 'nlb', SupportedCurrencies: [euros] },
  { Name: 'authorizenet', SupportedCurrencies: [dollars] },
  { Name: 'braintree', SupportedCurrencies: [] },
];
