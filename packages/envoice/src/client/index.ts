export { createEnvoiceClient } from './client.ts';
export type { EnvoiceClient } from './client.ts';
export type {
  EnvoiceAnswer,
  EnvoiceModel,
  EnvoiceModelName,
  ExactEnvoiceAnswer,
  NumberForm,
  Page,
  Read,
} from './answer.ts';
export type { Download, Downloaded, DownloadPdf } from './download.ts';
export type { CallOptions, EnvoiceClientOptions, IterateOptions, PageProgress } from './options.ts';
export type { EnvoiceOperations } from './resources.gen.ts';
