export { createEnvoiceSource, createEnvoiceSource as createSource } from './source.ts';
export type { EnvoiceSource } from './source.ts';
export { envoiceCredentialsSchema, envoiceSettingsSchema } from './credentials.ts';
export type { EnvoiceCredentials, EnvoiceSettings } from './credentials.ts';
export { createEnvoiceClient } from './client/index.ts';
export type {
  CallOptions,
  Download,
  Downloaded,
  DownloadPdf,
  EnvoiceResponse,
  EnvoiceClient,
  EnvoiceClientOptions,
  EnvoiceModel,
  EnvoiceModelName,
  EnvoiceOperations,
  ExactEnvoiceResponse,
  IterateOptions,
  NumberForm,
  Page,
  PageProgress,
  Read,
} from './client/index.ts';
export {
  fromEstimate,
  fromEstimateUpdate,
  fromInvoice,
  fromInvoiceUpdate,
  fromOrder,
  fromParty,
  fromPartyUpdate,
  namesWanted,
  toEstimate,
  toInvoice,
  toOrder,
  toParty,
  toPayment,
  withNames,
} from './mapping/index.ts';
export type {
  ClientDetails,
  EnvoiceClientDetails,
  EnvoiceEstimation,
  EnvoiceInvoice,
  EnvoiceNames,
  EnvoiceOrder,
  EnvoicePayment,
  EnvoiceReferences,
  FromEstimateOptions,
  FromInvoiceOptions,
  FromPartyOptions,
  NamesWanted,
} from './mapping/index.ts';
