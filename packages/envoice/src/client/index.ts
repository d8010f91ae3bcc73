export { createEnvoiceClient } from './client.ts';
export type { EnvoiceClient } from './client.ts';
export type {
  EnvoiceResponse,
  EnvoiceModel,
  EnvoiceModelName,
  ExactEnvoiceResponse,
  NumberForm,
  Page,
  Read,
} from './response.ts';
export type { Download, Downloaded, DownloadPdf } from './download.ts';
export type { CallOptions, EnvoiceClientOptions, IterateOptions, PageProgress } from './options.ts';
export type { EnvoiceOperations } from './resources.gen.ts';
