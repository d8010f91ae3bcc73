export type {
  DrupalCustomer,
  DrupalInvoice,
  DrupalItem,
  ListedDrupalInvoice,
  NewDrupalCustomer,
  NewDrupalInvoice,
  NewDrupalItem,
} from './invoice.ts';
export { isPaid } from './identity.ts';
export {
  customerMembers,
  invoiceMembers,
  itemMembers,
  ownCustomerMembers,
  ownInvoiceMembers,
} from './members.ts';
export { readDrupalInvoice, readDrupalList } from './read-invoice.ts';
export { findUnreadableAmount } from './check-amounts.ts';
export type { UnreadableAmount } from './check-amounts.ts';
export { DrupalInputError } from './input-error.ts';
export { mergeInvoice, whyNotWhole } from './merge-invoice.ts';
export { writeDrupalInvoice } from './write-invoice.ts';
