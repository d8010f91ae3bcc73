import type {
  EnvoiceEstimation,
  EnvoiceInvoice,
  EnvoiceNames,
  EnvoiceOrder,
} from '@invoice-relay/envoice';

/*
 * One small shop with one good customer, as Envoice would return it. The samples of all steps and
 * triggers are created from these, by the same mapping as real output.
 */

const client = {
  Id: 412,
  Name: 'Café Noordzee B.V.',
  Email: 'accounts@noordzee.example',
  AdditionalEmails: [],
  Address: 'Havenstraat 12, 1234 AB Amsterdam',
  PhoneNumber: '+31 20 123 4567',
  CompanyRegistrationNumber: '12345678',
  Vat: 'NL012345678B01',
  ClientCountryId: 152,
  ClientCurrencyId: 163,
  UiLanguageId: 1,
  DefaultDueDateInDays: 14,
  CreatedOn: '2026-10-05T09:12:44.12Z',
};

const currency = { Id: 163, Name: 'Euro', Value: 'EUR', Symbol: '€' };

const items = [
  {
    Id: 8801,
    Description: 'Logo and menu cards',
    WorkTypeId: 3764,
    Quantity: 12,
    Cost: 85,
    DiscountPercentage: 10,
    DiscountAmount: 102,
    TaxId: 311,
    TaxPercentage: 21,
    SubTotalAmount: 918,
    TaxAmount: 192.78,
    TotalAmount: 1110.78,
  },
  {
    Id: 8802,
    Description: 'Printed menu cards',
    WorkTypeId: 3765,
    Quantity: 500,
    Cost: 0.345,
    DiscountPercentage: 0,
    DiscountAmount: 0,
    TaxId: 312,
    TaxPercentage: 9,
    SubTotalAmount: 172.5,
    TaxAmount: 15.53,
    TotalAmount: 188.03,
  },
];

const bill = {
  Client: client,
  Currency: currency,
  Items: items,
  SubTotalAmount: 1090.5,
  DiscountAmount: 102,
  TaxAmount: 208.31,
  TotalAmount: 1298.81,
  Terms: 'Payable within 14 days.',
  Attachments: [],
};

export function vendorInvoice(status: 'Paid' | 'Unpaid' | 'Overdue'): EnvoiceInvoice {
  return {
    ...bill,
    Id: 3971,
    Number: 'INV-0001',
    Status: status,
    IssuedOn: '2026-11-02T00:00:00Z',
    Duedate: '2026-11-16T00:00:00Z',
    PoNumber: 'PO-7731',
    Notes: 'Thank you for your order.',
    InvoiceCategoryId: 12,
    ShouldSendReminders: true,
    EnablePartialPayments: false,
    Payments:
      status === 'Paid'
        ? [
            {
              Id: 6120,
              Amount: 1298.81,
              PaidOn: '2026-11-20T00:00:00Z',
              Type: 'Stripe',
              ReferenceId: 'ch_3Q9sample',
              IsAutomatic: true,
            },
          ]
        : [],
  };
}

export const vendorEstimation: EnvoiceEstimation = {
  ...bill,
  Id: 207,
  Number: 'EST-0001',
  Status: 'Accepted',
  IssuedOn: '2026-10-20T00:00:00Z',
  ExpiresOn: '2026-11-20T00:00:00Z',
};

const details = {
  Name: client.Name,
  Email: client.Email,
  PhoneNumber: client.PhoneNumber,
  Address: client.Address,
  CountryId: 152,
};

export const vendorOrder: EnvoiceOrder = {
  Id: 1058,
  Name: 'Poster',
  Status: 'Processing',
  Currency: currency,
  ProductId: 5120,
  Items: [
    {
      ProductItemId: 9311,
      Description: 'Poster of the harbour, 50 × 70 cm',
      ReferenceId: 'POSTER-50',
      WorkTypeId: 3765,
      Quantity: 2,
      Cost: 24.5,
      TaxId: 311,
      TaxPercentage: 21,
      SubTotalAmount: 49,
      TaxAmount: 10.29,
      TotalAmount: 59.29,
    },
  ],
  OrderBillingDetails: details,
  OrderShippingDetails: details,
  Note: 'Please ring twice.',
  SubTotalAmount: 49,
  TaxAmount: 10.29,
  TotalAmount: 59.29,
  ShippingAmount: 6.95,
  TotalWithShipping: 66.24,
};

/** The names behind the ids of these. */
export const vendorNames: EnvoiceNames = {
  countries: [{ Id: 152, Name: 'Netherlands', Value: 'NL' }],
  workTypes: [
    { Id: 3764, Title: 'Brand design' },
    { Id: 3765, Title: 'Printing' },
  ],
};
