export { createDrupalInvoiceClient } from './client.ts';
export type {
  CallOptions,
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
  InvoiceReference,
  Lookup,
  LookupOptions,
  Pdf,
  Saved,
  Validators,
} from './options.ts';
