import type { DrupalInvoiceClient, DrupalInvoiceClientOptions } from './options.ts';

export declare function createDrupalInvoiceClient(
  options: DrupalInvoiceClientOptions,
): DrupalInvoiceClient;
