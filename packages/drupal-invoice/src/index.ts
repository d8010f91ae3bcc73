export { createDrupalInvoiceSource, createDrupalInvoiceSource as createSource } from './source.ts';
export type { DrupalInvoiceSource } from './source.ts';
export { drupalInvoiceCredentialsSchema, drupalInvoiceSettingsSchema } from './credentials.ts';
export type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from './credentials.ts';
export { createDrupalInvoiceClient } from './client/index.ts';
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
} from './client/index.ts';
export {
  DrupalInputError,
  documentCreated,
  documentId,
  documentNumber,
  isPaid,
  readDrupalInvoice,
  tellsItems,
} from './model/index.ts';
export type {
  DrupalCustomer,
  DrupalInvoice,
  DrupalItem,
  NewDrupalCustomer,
  NewDrupalInvoice,
  NewDrupalItem,
} from './model/index.ts';
export { fromInvoice, invoiceNumber, toInvoice } from './mapping/index.ts';
export type { FromInvoiceOptions, ToInvoiceOptions } from './mapping/index.ts';
