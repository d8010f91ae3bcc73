export { createDrupalInvoiceSource, createDrupalInvoiceSource as createSource } from './source.ts';
export type { DrupalInvoiceSource } from './source.ts';
export { drupalInvoiceCredentialsSchema, drupalInvoiceSettingsSchema } from './credentials.ts';
export type { DrupalInvoiceCredentials, DrupalInvoiceSettings } from './credentials.ts';
export { DrupalInvoiceError, createDrupalInvoiceClient } from './client/index.ts';
export type {
  CallOptions,
  CreatedInvoice,
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
  DrupalInvoiceReason,
  InvoiceReference,
  ListOptions,
  Lookup,
  Pdf,
  UpdateInput,
} from './client/index.ts';
export { DrupalInputError, isPaid, readDrupalInvoice, readDrupalList } from './model/index.ts';
export type {
  DrupalCustomer,
  DrupalInvoice,
  DrupalItem,
  ListedDrupalInvoice,
  NewDrupalCustomer,
  NewDrupalInvoice,
  NewDrupalItem,
} from './model/index.ts';
export { moduleTotals } from './amounts/index.ts';
export type { ItemAmounts, ModuleTotals } from './amounts/index.ts';
export { printedNumber } from './number/printed-number.ts';
export { fromInvoice, toInvoice } from './mapping/index.ts';
export type { FromInvoiceOptions, ToInvoiceOptions } from './mapping/index.ts';
