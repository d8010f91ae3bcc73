import type { ThingRecord } from './things.ts';

/*
 * Zapier's samples of records other than documents, shown before a step is tested. They also define
 * the shape of the output: see thingRecord.
 */

const euro = { id: 163, name: 'Euro', value: 'EUR', symbol: '€' };

export const clientSample: ThingRecord = {
  id: 412,
  name: 'Café Noordzee B.V.',
  email: 'accounts@noordzee.example',
  additionalEmails: [{ email: 'owner@noordzee.example' }],
  phoneNumber: '+31 20 123 4567',
  address: 'Havenstraat 12, 1234 AB Amsterdam',
  vat: 'NL012345678B01',
  companyRegistrationNumber: '12345678',
  clientCountryId: 152,
  clientCurrencyId: 163,
  uiLanguageId: 1,
  defaultDueDateInDays: 14,
  createdOn: '2026-10-05T09:12:44.120Z',
};

export const productSample: ThingRecord = {
  id: 5120,
  name: 'Menu cards',
  status: 'Active',
  description: 'A hundred cards, printed on both sides',
  currencyId: 163,
  currency: euro,
  isFeatured: false,
  items: [
    {
      id: 9311,
      description: 'Menu card, A5',
      cost: 0.345,
      minimumQuantity: 100,
      referenceId: 'MENU-A5',
      taxId: 311,
      taxPercentage: 21,
      workTypeId: 3764,
      subTotalAmount: 34.5,
      taxAmount: 7.25,
      totalAmount: 41.75,
    },
  ],
  subTotalAmount: 34.5,
  totalAmount: 41.75,
  shippingAmount: 6.95,
  totalWithShipping: 48.7,
  shippingDescription: 'Sent within two working days',
  buttonCallToAction: 'Buy now',
  afterPaymentDescription: 'Thank you',
  whatHappensNextDescription: 'We print your cards, and send them to you',
  coupons: [
    {
      id: 71,
      code: 'HARBOUR10',
      discountAmount: 0,
      discountPercentage: 10,
      validUntil: '2026-12-31T22:59:59.000Z',
    },
  ],
  discounts: [
    {
      id: 88,
      name: 'Winter sale',
      discountAmount: 0,
      discountPercentage: 5,
      validFrom: '2026-12-01T00:00:00.000Z',
      validTo: '2026-12-31T22:59:59.000Z',
    },
  ],
  paymentGateways: [{ name: 'Stripe' }],
};

export const workTypeSample: ThingRecord = {
  id: 3764,
  title: 'Brand design',
  createdOn: '2026-10-05T09:12:44.120Z',
};

export const taxSample: ThingRecord = {
  id: 311,
  name: 'VAT',
  percentage: 21,
  createdOn: '2026-10-05T09:12:44.120Z',
};

export const paymentLinkSample: ThingRecord & { readonly link: string | null } = {
  id: 77,
  link: 'https://www.envoice.in/paymentlink/PAY-0003',
  number: 'PAY-0003',
  clientId: 412,
  client: { id: 412, name: 'Café Noordzee B.V.', email: 'accounts@noordzee.example' },
  currencyId: 163,
  currency: euro,
  items: [
    {
      id: 9402,
      quantity: 1,
      cost: 50,
      discountPercentage: 0,
      discountAmount: 0,
      taxId: 311,
      taxPercentage: 21,
      workTypeId: 3764,
      subTotalAmount: 50,
      taxAmount: 10.5,
      totalAmount: 60.5,
    },
  ],
  subTotalAmount: 50,
  discountAmount: 0,
  taxAmount: 10.5,
  totalAmount: 60.5,
};
