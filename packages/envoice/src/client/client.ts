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
    /** Downloads the PDF of an invoice: requests its link, and fetches the file. */
    readonly downloadPdf: DownloadPdf;
  };
  /**
   * The same operations, with every number of a response as the text that Envoice wrote: for
   * computing with amounts, where a JavaScript number could lose digits.
   */
  readonly exact: EnvoiceOperations<string>;
  /** Downloads the target of a link of Envoice's, such as that of `invoices.pdf`. */
  readonly download: Download;
}

/**
 * Creates a client for Envoice's API (https://www.envoice.in/docs/api/v1/specification).
 *
 * All its methods reject with a `VendorError` of `@invoice-relay/core/errors` if Envoice does not
 * return what was requested, with a `TypeError` if an argument is missing, and with the signal's
 * reason if it aborts.
 *
 * @param options.transport rejects only if there was no response, and does not follow redirects
 * @param options.maxAttempts the maximum number of attempts of a repeatable call; 3 by default
 * @throws {ConfigError} if the credentials cannot work
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
