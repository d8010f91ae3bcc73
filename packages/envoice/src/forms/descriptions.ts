/**
 * The descriptions of the fields, by their members. Envoice's own descriptions are too terse for a
 * form.
 */
export const descriptions: Readonly<Record<string, string>> = {
  AdditionalEmails: 'Additional addresses that get a copy of everything sent to the client',
  Address: 'Street, city and country, as shown on the document',
  AfterPaymentDescription: 'Text shown to the buyer after the payment',
  AttachPdf: 'Whether to attach the PDF to the email',
  Attachments: 'Files of the document, by link',
  ButtonCallToAction: 'Text of the buy button',
  ClientCountryId: 'The country of the client',
  ClientCurrencyId: 'The currency of documents for the client',
  ClientId: 'Who the document is for',
  ClonedFromId: 'The document to copy everything from that is not set here',
  Code: 'The code that the buyer enters',
  CompanyRegistrationNumber: 'Registration number of the company',
  Cost: 'Unit price, without tax. A number, or text with a decimal point such as 1210.50.',
  CountryId: 'The country of the address',
  CouponCode: 'Code of one of the coupons of the product',
  Coupons: 'Codes for a discount on the product',
  CurrencyId: 'The currency of all amounts: from the list, by its code such as EUR, or by ID',
  DayOfMonth: 'From 1 to 31, if it repeats monthly or yearly',
  DayOfWeek: 'If it repeats weekly',
  DefaultDueDateInDays: 'How many days after its issue date an invoice of the client is due',
  Description: 'What it is about',
  DiscountAmount: 'Discount as an amount. A number, or text with a decimal point such as 12.50.',
  DiscountPercentage: 'Discount in percent, from 0 to 100',
  Discounts: 'Temporary discounts',
  DueDateInDays: 'How many days after its issue date each invoice is due',
  Duedate: 'The day by which it must be paid. The time of day is ignored.',
  Email: 'Email address',
  EndOfRecurrance: 'The latest day for the last invoice',
  ExpiresOn: 'The last day on which it can be accepted. The time of day is ignored.',
  Id: 'The ID of an existing one to change. Leave it empty for a new one.',
  InvoiceCategoryId: 'The category of the invoice',
  IsFeatured: 'Whether the store shows the product first',
  IssuedOn: 'The issue date of the document. The time of day is ignored.',
  Items: 'What is charged for',
  Link: 'Address of the file',
  Message: 'Text of the email',
  MinimumQuantity: 'The minimum quantity that a buyer can order',
  Month: 'From 1 to 12, if it repeats yearly',
  Name: 'What it is called',
  Note: 'A note from or for the buyer',
  Notes: 'A note on the document',
  Number: 'The number of the document. Envoice assigns the next one if this is empty.',
  ObfuscatedFileName: 'The name that Envoice gave the uploaded file',
  OrderBillingDetails: 'Who pays',
  OrderShippingDetails: 'Where to ship it',
  OriginalFileName: 'The displayed name',
  PaymentGateways: 'The payment methods to offer',
  Percentage: 'The rate in percent, such as 21 or 8.1',
  PhoneNumber: 'Phone number',
  PoNumber: 'The number that the buyer gave to the purchase',
  ProductId: 'The product that was ordered',
  ProductItemId: 'The ID of the item of the product',
  Quantity: 'How many, or how much. A number, or text with a decimal point such as 1.5.',
  Reason: 'Why the status changes',
  RecurrancePattern: 'How often to create an invoice',
  RecurranceValue: 'Every how many days, weeks, months or years',
  RecurringProfile: 'When to create invoices like this one',
  RecurringProfileId: 'The ID of an existing recurring profile',
  ReferenceId: 'Your own number for it, such as that of your stock',
  Referral: 'Where the buyer came from',
  SendToSelf: 'Whether to send a copy to the address of the account',
  ShippingAmount: 'What shipping costs. A number, or text with a decimal point such as 6.95.',
  ShippingDescription: 'Text about the shipping',
  ShouldSendReminders: 'Whether Envoice reminds the client when the invoice is overdue',
  Size: 'Size of the file in bytes',
  StartOfRecurrance: 'The day of the first invoice',
  Status: 'The new status',
  SubTotalAmount: 'Amount without tax. Leave it empty to have it computed.',
  Subject: 'Subject of the email',
  TaxAmount: 'Amount of the tax. Leave it empty to have it computed.',
  TaxId: 'The tax of the line. Its percentage is filled in automatically.',
  TaxPercentage: 'Tax in percent, if none of the taxes of the account is picked',
  Terms: 'The agreed terms, such as the terms of payment',
  Title: 'What it is called',
  TotalAmount: 'Amount with tax. Leave it empty to have it computed.',
  Type: 'Whether the file was uploaded to Envoice or is hosted elsewhere',
  UiLanguageId: 'The language in which documents are sent',
  ValidFrom: 'When it becomes valid',
  ValidTo: 'When it expires',
  ValidUntil: 'When it expires',
  Vat: 'VAT identification number, such as NL012345678B01',
  WhatHappensNextDescription: 'Text for the buyer about what happens next',
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
  if (member === 'Status' && !isMain) return 'The status it has';
  if (member === 'Name' && resource === 'tax') return 'What the tax is called, such as VAT';
  return descriptions[member];
}
