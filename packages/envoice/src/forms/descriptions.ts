/**
 * The descriptions of the fields, by their members. Envoice's own descriptions are too terse for a
 * form.
 */
export const descriptions: Readonly<Record<string, string>> = {
  AdditionalEmails: 'Further addresses that get a copy of what is sent to the client',
  Address: 'Street, place and country, as it is to stand on the document',
  AfterPaymentDescription: 'What the buyer reads after the payment',
  AttachPdf: 'Whether to attach the PDF to the email',
  Attachments: 'Files of the document, by link',
  ButtonCallToAction: 'What the button to buy says',
  ClientCountryId: 'The country that the client is in',
  ClientCurrencyId: 'The currency that documents for the client are in',
  ClientId: 'Who the document is for',
  ClonedFromId: 'The document to take over what is not given here',
  Code: 'What the buyer types in',
  CompanyRegistrationNumber: 'Number of the company in its register',
  Cost: 'Price of one, without tax. A number, or text with a dot such as 1210.50.',
  CountryId: 'The country of the address',
  CouponCode: 'Code of one of the coupons of the product',
  Coupons: 'Codes that make the product cheaper',
  CurrencyId: 'The currency of all amounts: from the list, by its code such as EUR, or by ID',
  DayOfMonth: 'From 1 to 31, for what repeats by the month or year',
  DayOfWeek: 'For what repeats by the week',
  DefaultDueDateInDays: 'How many days after its issue date an invoice of the client is due',
  Description: 'What it is about',
  DiscountAmount: 'Discount as an amount. A number, or text with a dot such as 12.50.',
  DiscountPercentage: 'Discount in percent, from 0 to 100',
  Discounts: 'Reductions for a time',
  DueDateInDays: 'How many days after its issue date each invoice is due',
  Duedate: 'The day by which it is to be paid. The time of day does not count.',
  Email: 'Email address',
  EndOfRecurrance: 'The day of the last invoice at the latest',
  ExpiresOn: 'The last day on which it can be accepted. The time of day does not count.',
  Id: 'The ID of one that is there already, which is changed then. Leave it empty for a new one.',
  InvoiceCategoryId: 'The category that the invoice is in',
  IsFeatured: 'Whether the store shows the product first',
  IssuedOn: 'The day of the document. The time of day does not count.',
  Items: 'What is charged for',
  Link: 'Address of the file',
  Message: 'Text of the email',
  MinimumQuantity: 'How many a buyer has to take at least',
  Month: 'From 1 to 12, for what repeats by the year',
  Name: 'What it is called',
  Note: 'A note of the buyer or for the buyer',
  Notes: 'A note on the document',
  Number: 'The number of the document. Envoice gives the next one when this is empty.',
  ObfuscatedFileName: 'The name that Envoice gave to the file when it was uploaded',
  OrderBillingDetails: 'Who pays',
  OrderShippingDetails: 'Where it goes',
  OriginalFileName: 'The name that people see',
  PaymentGateways: 'The ways to pay that are offered',
  Percentage: 'The rate in percent, such as 21 or 8.1',
  PhoneNumber: 'Phone number',
  PoNumber: 'The number that the buyer gave to the purchase',
  ProductId: 'The product that was ordered',
  ProductItemId: 'The ID of the item of the product',
  Quantity: 'How many, or how much. A number, or text with a dot such as 1.5.',
  Reason: 'Why the status changes',
  RecurrancePattern: 'How often an invoice is made',
  RecurranceValue: 'Every how many days, weeks, months or years',
  RecurringProfile: 'When invoices like this one are made',
  RecurringProfileId: 'The ID of a recurring profile that is there already',
  ReferenceId: 'Your own number for it, such as that of your stock',
  Referral: 'Where the buyer came from',
  SendToSelf: 'Whether to send a copy to the address of the account',
  ShippingAmount: 'What shipping costs. A number, or text with a dot such as 6.95.',
  ShippingDescription: 'What is said of the shipping',
  ShouldSendReminders: 'Whether Envoice reminds the client when the invoice is overdue',
  Size: 'Size of the file in bytes',
  StartOfRecurrance: 'The day of the first invoice',
  Status: 'The status that it has from now on',
  SubTotalAmount: 'Amount without tax. Leave it empty to have it computed.',
  Subject: 'Subject of the email',
  TaxAmount: 'Amount of the tax. Leave it empty to have it computed.',
  TaxId: 'The tax of the line. Its percentage is filled in.',
  TaxPercentage: 'Tax in percent, where none of the taxes of the account is picked',
  Terms: 'What was agreed on, such as the terms of payment',
  Title: 'What it is called',
  TotalAmount: 'Amount with tax. Leave it empty to have it computed.',
  Type: 'Whether the file was uploaded to Envoice or is somewhere else',
  UiLanguageId: 'The language in which documents are sent',
  ValidFrom: 'The moment from which it counts',
  ValidTo: 'The moment until which it counts',
  ValidUntil: 'The moment until which it counts',
  Vat: 'VAT identification number, such as NL012345678B01',
  WhatHappensNextDescription: 'What the buyer reads about what comes next',
  WorkTypeId: 'The kind of service or goods',
};

/**
 * Returns the description of a field in the form of a resource such as `tax`.
 *
 * @param options.isMain whether the operation is about this member, like a change of status
 * @returns undefined for a member without a description
 */
export function describeMember(options: {
  readonly member: string;
  readonly resource: string;
  readonly isMain?: boolean;
}): string | undefined {
  const { member, resource, isMain = false } = options;
  if (member === 'Status' && !isMain) return 'The status that it has';
  if (member === 'Name' && resource === 'tax') return 'What the tax is called, such as VAT';
  return descriptions[member];
}
