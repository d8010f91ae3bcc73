/** The labels of members of Envoice's models whose names are not good labels. */
const labels: Readonly<Record<string, string>> = {
  AfterPaymentDescription: 'Text After Payment',
  AttachPdf: 'Attach PDF',
  ButtonCallToAction: 'Button Text',
  ClientCountryId: 'Country',
  ClientCurrencyId: 'Currency',
  ClientId: 'Client',
  ClonedFromId: 'Cloned From',
  Code: 'Coupon Code',
  Cost: 'Unit Price',
  CountryId: 'Country',
  CurrencyId: 'Currency',
  DayOfMonth: 'Day of Month',
  DayOfWeek: 'Day of Week',
  DefaultDueDateInDays: 'Payment Term (Days)',
  DiscountPercentage: 'Discount (%)',
  DueDateInDays: 'Due In (Days)',
  Duedate: 'Due Date',
  EndOfRecurrance: 'Ends On',
  Id: 'ID',
  InvoiceCategoryId: 'Category',
  IsFeatured: 'Featured',
  IssuedOn: 'Issue Date',
  Items: 'Line Items',
  ObfuscatedFileName: 'Hidden File Name',
  OrderBillingDetails: 'Billing Details',
  OrderShippingDetails: 'Shipping Details',
  OriginalFileName: 'File Name',
  Percentage: 'Percentage',
  PhoneNumber: 'Phone',
  PoNumber: 'Purchase Order Number',
  ProductId: 'Product',
  ProductItemId: 'Product Item ID',
  RecurrancePattern: 'Repeats',
  RecurranceValue: 'Repeats Every',
  RecurringProfileId: 'Recurring Profile ID',
  ReferenceId: 'Reference',
  SendToSelf: 'Send a Copy to Myself',
  ShippingDescription: 'Shipping Text',
  ShouldSendReminders: 'Send Reminders',
  Size: 'Size (Bytes)',
  StartOfRecurrance: 'Starts On',
  SubTotalAmount: 'Subtotal',
  TaxId: 'Tax',
  TaxPercentage: 'Tax (%)',
  TotalAmount: 'Total',
  UiLanguageId: 'Language',
  Vat: 'VAT Number',
  WhatHappensNextDescription: 'What Happens Next Text',
  WorkTypeId: 'Work Type',
};

/** The label of a member of Envoice's models: `Unit Price` for `Cost`. */
export function labelOf(member: string): string {
  return labels[member] ?? titleOf(member);
}

/** Splits a name into words: `Pending Payment` for `PendingPayment`. */
export function titleOf(name: string): string {
  return name.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').replaceAll(/\bId\b/g, 'ID');
}

/** The name of the field for a member: `clientId` for `ClientId`. */
export function parameterOf(member: string): string {
  return `${member[0]!.toLowerCase()}${member.slice(1)}`;
}
