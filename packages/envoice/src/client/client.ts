import type { ClientRuntime } from '@invoice-relay/core/source';

import { operations } from '../api/operations.gen.ts';
import { createCall } from './call.ts';
import { checkCredentials, checkMaxAttempts } from './check-options.ts';
import { createDownload, createDownloadPdf } from './download.ts';
import type { Download, DownloadPdf } from './download.ts';
import { createSend } from './http/send.ts';
import type { EnvoiceClientOptions } from './options.ts';
import type { EnvoiceOperations } from './resources.gen.ts';
import { groupByResource } from './resources.ts';

/** Envoice's API: every operation, by resource. */
export interface EnvoiceClient extends EnvoiceOperations<number> {
  readonly invoices: EnvoiceOperations<number>['invoices'] & {
    /** The PDF of an invoice: asks for its link, and fetches what is there. */
    readonly downloadPdf: DownloadPdf;
  };
  /**
   * The same operations, with every number of an answer as the text that Envoice wrote: for what
   * computes with amounts, where a JavaScript number could lose digits.
   */
  readonly exact: EnvoiceOperations<string>;
  /** What a link of Envoice's leads to, such as that of `invoices.pdf`. */
  readonly download: Download;
}

/**
 * Makes a client of Envoice's API (https://www.envoice.in/docs/api/v1/specification).
 *
 * All its methods reject with a `VendorError` of `@invoice-relay/core/errors` when Envoice does
 * not give what was asked for, with a `TypeError` when an argument is missing, and with the
 * signal's reason when that aborts.
 *
 * @param options.transport rejects only when no answer came, and does not follow redirects
 * @param options.maxAttempts how often a repeatable call is sent at most; 3 unless told
 * @throws {ConfigError} when the credentials cannot work
 */
export function createEnvoiceClient(options: EnvoiceClientOptions): EnvoiceClient {
  const credentials = checkCredentials(options.credentials);
  const maxAttempts = checkMaxAttempts(options.maxAttempts);
  const runtime: ClientRuntime = options;
  const send = createSend({ runtime, credentials, maxAttempts });
  const call = createCall({ send, credentials });

  const plain = groupByResource<number>({ operations, call, numbers: 'numbers' });
  const download = createDownload({ send, credentials });
  return {
    ...plain,
    invoices: {
      ...plain.invoices,
      downloadPdf: createDownloadPdf({ pdf: plain.invoices.pdf, download: download.pdf }),
    },
    exact: groupByResource<string>({ operations, call, numbers: 'text' }),
    download: download.any,
  };
}
