export { createDrupalInvoiceClient } from './client.ts';
export { DrupalInvoiceError } from './errors/index.ts';
export type { DrupalInvoiceReason } from './errors/index.ts';
export type {
  CallOptions,
  CreatedInvoice,
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
  InvoiceReference,
  ListOptions,
  Lookup,
  Pdf,
  UpdateInput,
} from './options.ts';
