/** The lists to choose from, or to look up in. */
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

/** The lists that members choose from: no member refers to an existing payment link. */
export type PickedList = Exclude<ListName, 'paymentLink'>;

/** The list that a member of Envoice's models chooses from; `ClonedFromId` is left to `listFor`. */
export const listOfMember: Readonly<Record<string, PickedList>> = {
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

/** The list that a member chooses from in the form of a resource such as `invoice`. */
export function listFor(options: {
  readonly member: string;
  readonly resource: string;
}): PickedList | undefined {
  const { member, resource } = options;
  if (member !== 'ClonedFromId') return listOfMember[member];
  return resource === 'estimation' ? 'estimation' : 'invoice';
}
