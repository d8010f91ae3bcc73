/** What can be picked from a list, or looked up. */
export type ListName =
  | 'client'
  | 'country'
  | 'currency'
  | 'estimation'
  | 'invoice'
  | 'invoiceCategory'
  | 'language'
  | 'order'
  | 'paymentLink'
  | 'product'
  | 'tax'
  | 'workType';

/** The list that a member of Envoice's models picks from; `ClonedFromId` depends on the resource. */
export const listOfMember: Readonly<Record<string, ListName>> = {
  ClientCountryId: 'country',
  ClientCurrencyId: 'currency',
  ClientId: 'client',
  CountryId: 'country',
  CurrencyId: 'currency',
  InvoiceCategoryId: 'invoiceCategory',
  ProductId: 'product',
  TaxId: 'tax',
  UiLanguageId: 'language',
  WorkTypeId: 'workType',
};
