export { toInvoice } from './to-invoice.ts';
export { toEstimate } from './to-estimate.ts';
export { toOrder } from './to-order.ts';
export { toParty } from './party.ts';
export { toPayment } from './payment.ts';
export {
  fromEstimate,
  fromEstimateUpdate,
  fromInvoice,
  fromInvoiceUpdate,
} from './from-invoice.ts';
export type { FromEstimateOptions, FromInvoiceOptions } from './from-invoice.ts';
export { fromOrder } from './from-order.ts';
export { fromParty, fromPartyUpdate } from './from-party.ts';
export type { ClientDetails, FromPartyOptions } from './from-party.ts';
export { namesWanted, withNames } from './with-names.ts';
export type { EnvoiceNames, NamesWanted } from './with-names.ts';
export type { EnvoiceReferences } from './references.ts';
export type {
  EnvoiceClientDetails,
  EnvoiceEstimation,
  EnvoiceInvoice,
  EnvoiceOrder,
  EnvoicePayment,
} from './vendor-models.ts';
