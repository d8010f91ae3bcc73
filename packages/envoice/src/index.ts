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
} from './mapping/from-invoice.ts';
export { fromOrder } from './mapping/from-order.ts';
export { fromParty, fromPartyUpdate } from './mapping/from-party.ts';
export { withListedNames, withNames } from './mapping/with-names.ts';
export { toEstimate } from './mapping/to-estimate.ts';
export { toInvoice } from './mapping/to-invoice.ts';
export { toOrder } from './mapping/to-order.ts';
export { toParty } from './mapping/party.ts';
export { toPayment } from './mapping/payment.ts';
export type { ClientDetails, FromPartyOptions } from './mapping/from-party.ts';
export type {
  EnvoiceClientDetails,
  EnvoiceEstimation,
  EnvoiceInvoice,
  EnvoiceOrder,
  EnvoicePayment,
} from './mapping/vendor-models.ts';
export type {
  EnvoiceCountry,
  EnvoiceNames,
  EnvoiceWorkType,
  NameLists,
} from './mapping/with-names.ts';
export type { EnvoiceReferences } from './mapping/references.ts';
export type { FromEstimateOptions, FromInvoiceOptions } from './mapping/from-invoice.ts';
