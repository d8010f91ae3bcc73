import type {
  Estimate,
  Invoice,
  Line,
  Order,
  Party,
  TaxSubtotal,
  Totals,
} from '../../models/index.ts';

/** One small shop with one good customer: the documents of the sample events. */

const buyer: Party = {
  id: '412',
  name: 'Café Noordzee B.V.',
  companyId: '12345678',
  taxId: 'NL012345678B01',
  postalAddress: {
    streetName: null,
    buildingNumber: null,
    addressLine: 'Havenstraat 12, 1234 AB Amsterdam',
    cityName: null,
    postalZone: null,
    countrySubentity: null,
    countryCode: 'NL',
    countryName: 'Netherlands',
  },
  contact: {
    name: null,
    telephone: '+31 20 123 4567',
    electronicMail: 'accounts@noordzee.example',
  },
};

const lines: readonly Line[] = [
  {
    id: '8801',
    name: 'Brand design',
    description: 'Logo and menu cards',
    sellersItemId: null,
    quantity: '12',
    unitCode: 'HUR',
    priceAmount: '85',
    baseQuantity: null,
    allowanceCharges: [
      {
        chargeIndicator: false,
        amount: '102.00',
        baseAmount: '1020.00',
        multiplierFactorNumeric: '10',
        allowanceChargeReason: 'Discount',
      },
    ],
    lineExtensionAmount: '918.00',
    taxCategory: { id: null, percent: '21' },
  },
  {
    id: '8802',
    name: 'Printed menu cards',
    description: null,
    sellersItemId: 'MENU-A5',
    quantity: '500',
    unitCode: null,
    priceAmount: '0.345',
    baseQuantity: null,
    allowanceCharges: [],
    lineExtensionAmount: '172.50',
    taxCategory: { id: null, percent: '9' },
  },
];

const taxSubtotals: readonly TaxSubtotal[] = [
  { taxableAmount: '172.50', taxAmount: '15.53', taxCategory: { id: null, percent: '9' } },
  { taxableAmount: '918.00', taxAmount: '192.78', taxCategory: { id: null, percent: '21' } },
];

const totals: Totals = {
  lineExtensionAmount: '1090.50',
  allowanceTotalAmount: '0.00',
  chargeTotalAmount: '0.00',
  taxExclusiveAmount: '1090.50',
  taxAmount: '208.31',
  taxInclusiveAmount: '1298.81',
  prepaidAmount: '0.00',
  payableRoundingAmount: '0.00',
  payableAmount: '1298.81',
};

const unpaidInvoice: Invoice = {
  id: '3971',
  number: 'INV-0001',
  invoiceTypeCode: '380',
  status: 'unpaid',
  issueDate: '2026-11-02',
  dueDate: '2026-11-16',
  currency: 'EUR',
  purchaseOrderReference: 'PO-7731',
  paymentTerms: 'Payable within 14 days.',
  notes: ['Thank you for your order.'],
  seller: null,
  buyer,
  invoiceLines: lines,
  allowanceCharges: [],
  taxSubtotals,
  totals,
  payments: [],
  extensions: { envoice: { InvoiceCategoryId: 12, EnablePartialPayments: false } },
};

export function sampleInvoice(status: Invoice['status']): Invoice {
  if (status !== 'paid') return { ...unpaidInvoice, status };
  return {
    ...unpaidInvoice,
    status,
    totals: { ...totals, prepaidAmount: totals.taxInclusiveAmount, payableAmount: '0.00' },
    payments: [
      {
        id: '6120',
        paidAmount: totals.taxInclusiveAmount,
        currency: 'EUR',
        paidDate: '2026-11-20',
        paymentMeans: 'stripe',
        instructionId: 'ch_3Q9sample',
        note: null,
      },
    ],
  };
}

export function sampleEstimate(status: Estimate['status']): Estimate {
  return {
    id: '207',
    number: 'EST-0001',
    status,
    issueDate: '2026-10-20',
    validityEndDate: '2026-11-20',
    currency: 'EUR',
    purchaseOrderReference: null,
    paymentTerms: 'Payable within 14 days.',
    notes: [],
    seller: null,
    buyer,
    estimateLines: lines,
    allowanceCharges: [],
    taxSubtotals,
    totals,
    extensions: {},
  };
}

export function sampleOrder(status: Order['status']): Order {
  return {
    id: '1058',
    number: 'ORD-1058',
    status,
    issueDate: '2026-11-18',
    currency: 'EUR',
    purchaseOrderReference: null,
    paymentTerms: null,
    notes: ['Please ring twice.'],
    seller: null,
    buyer: { ...buyer, companyId: null, taxId: null },
    deliveryParty: { ...buyer, id: null, companyId: null, taxId: null },
    orderLines: [
      {
        id: '1',
        name: 'Poster',
        description: 'Poster of the harbour, 50 × 70 cm',
        sellersItemId: 'POSTER-50',
        quantity: '2',
        unitCode: null,
        priceAmount: '24.50',
        baseQuantity: null,
        allowanceCharges: [],
        lineExtensionAmount: '49.00',
        taxCategory: { id: null, percent: '21' },
      },
    ],
    allowanceCharges: [
      {
        chargeIndicator: true,
        amount: '6.95',
        baseAmount: null,
        multiplierFactorNumeric: null,
        allowanceChargeReason: 'Shipping',
        taxCategory: { id: null, percent: '21' },
      },
    ],
    taxSubtotals: [
      { taxableAmount: '55.95', taxAmount: '11.75', taxCategory: { id: null, percent: '21' } },
    ],
    totals: {
      lineExtensionAmount: '49.00',
      allowanceTotalAmount: '0.00',
      chargeTotalAmount: '6.95',
      taxExclusiveAmount: '55.95',
      taxAmount: '11.75',
      taxInclusiveAmount: '67.70',
      prepaidAmount: '67.70',
      payableRoundingAmount: '0.00',
      payableAmount: '0.00',
    },
    extensions: { envoice: { CouponCode: null, Referral: 'newsletter' } },
  };
}
