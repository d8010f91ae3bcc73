export type {
  DrupalCustomer,
  DrupalInvoice,
  DrupalItem,
  NewDrupalCustomer,
  NewDrupalInvoice,
  NewDrupalItem,
} from './invoice.ts';
export { documentCreated } from './created.ts';
export { documentId, documentNumber, isPaid } from './identity.ts';
export { customerMembers, invoiceMembers, itemMembers } from './members.ts';
export { readDrupalInvoice, tellsItems } from './read-invoice.ts';
export { findUnreadableAmount } from './check-amounts.ts';
export type { UnreadableAmount } from './check-amounts.ts';
export { isInvoiceLike, openEnvelope } from './envelope.ts';
export type { Envelope } from './envelope.ts';
export { DrupalInputError } from './input-error.ts';
export { writeDrupalInvoice } from './write-invoice.ts';
