import type { ClientRuntime } from '@invoice-relay/core/source';

import { findUnreadableAmount, writeDrupalInvoice } from '../model/index.ts';
import { checkNewInvoice } from './check-new-invoice.ts';
import { checkCredentials, checkMaxAttempts } from './check-options.ts';
import { DrupalInvoiceError } from './errors/index.ts';
import { findByNumber, resolveId } from './find.ts';
import { createSender } from './http/send.ts';
import { highestId, invoicesUrl, invoiceUrl, readId } from './invoice-url.ts';
import { listPage, listPages } from './list.ts';
import type {
  CallOptions,
  DrupalInvoiceClient,
  DrupalInvoiceClientOptions,
  ListOptions,
  Lookup,
} from './options.ts';
import { readCreated } from './reading/read-created.ts';
import { readHtml, readPdf } from './reading/read-document.ts';
import { readOne } from './reading/read-invoice.ts';
import { updateInvoice } from './update.ts';

const jsonHeaders = { accept: 'application/json' };

/**
 * Creates a client for the API of the Invoice 7 module on a Drupal site (release 7.x-1.3).
 *
 * All its methods reject with a {@link DrupalInvoiceError} if the site does not return what was
 * requested, with the transport's own `VendorError` if it sends nothing, with a `TypeError` if an
 * argument is invalid, and with the signal's reason if it aborts. The session that writes need is created by the first of them, kept, and renewed
 * automatically.
 *
 * @param options.transport rejects only if there was no response, does not follow redirects, and
 * passes on `set-cookie`
 * @param options.maxAttempts the maximum number of attempts of a read; 3 by default
 * @throws {ConfigError} if the credentials cannot work
 */
export function createDrupalInvoiceClient(
  options: DrupalInvoiceClientOptions,
): DrupalInvoiceClient {
  const credentials = checkCredentials(options.credentials);
  const maxAttempts = checkMaxAttempts(options.maxAttempts);
  const runtime: ClientRuntime = options;
  const { timeZone } = options;
  const { baseUrl } = credentials;
  const sender = createSender({ runtime, credentials, maxAttempts });

  const read = (use: {
    readonly call: string;
    readonly id: number;
    readonly signal: AbortSignal | undefined;
  }) =>
    sender.get({
      ...use,
      url: invoiceUrl({ baseUrl, format: 'json', id: use.id }),
      headers: jsonHeaders,
      read: (response, errors) => readOne({ response, errors, id: use.id, timeZone }),
    });

  const lookup = async (id: number, { signal }: CallOptions): Promise<Lookup> => {
    try {
      return { state: 'found', ...(await read({ call: 'invoices.lookup', id, signal })) };
    } catch (error) {
      if (!(error instanceof DrupalInvoiceError)) throw error;
      if (error.reason === 'invoice_not_found') return { state: 'absent' };
      if (error.reason === 'template_not_readable') return { state: 'forbidden' };
      throw error;
    }
  };

  async function* list(use: ListOptions = {}) {
    for await (const rows of listPages({ sender, baseUrl, list: use })) yield* rows;
  }

  const finding = (use: CallOptions) => ({
    ...use,
    list,
    lookup: (id: number) => lookup(id, use),
  });

  return {
    invoices: {
      async get({ id: given }, { signal } = {}) {
        const call = 'invoices.get';
        const id = readId({ call, id: given });
        const { invoice } = await read({ call, id, signal });
        const amount = findUnreadableAmount(invoice);
        if (amount === null) return invoice;
        const url = invoiceUrl({ baseUrl, format: 'json', id });
        throw sender.errorsOf({ call, url, method: 'GET' }).unreadableAmount(amount);
      },

      async html({ id }, { signal } = {}) {
        const call = 'invoices.html';
        const url = invoiceUrl({ baseUrl, format: 'html', id: readId({ call, id }) });
        return sender.get({ call, url, headers: { accept: 'text/html' }, signal, read: readHtml });
      },

      async pdf({ id: given }, { signal } = {}) {
        const call = 'invoices.pdf';
        const id = readId({ call, id: given });
        return sender.get({
          call,
          url: invoiceUrl({ baseUrl, format: 'pdf', id }),
          headers: { accept: 'application/pdf' },
          signal,
          read: (response, errors) => readPdf({ response, errors, id }),
        });
      },

      list,
      page: (use) => listPage({ sender, baseUrl, list: use }),
      pages: (use = {}) => listPages({ sender, baseUrl, list: use }),
      findByNumber: async ({ number }, use = {}) => {
        return findByNumber({ ...finding(use), number: number.trim() });
      },
      resolve: async ({ idOrNumber }, use = {}) => resolveId({ ...finding(use), idOrNumber }),

      async create(invoice, { signal } = {}) {
        const body = writeDrupalInvoice(invoice);
        checkNewInvoice(invoice);
        return sender.write({
          call: 'invoices.create',
          method: 'POST',
          url: invoicesUrl(baseUrl),
          headers: { ...jsonHeaders, 'content-type': 'application/json' },
          body,
          signal,
          read: readCreated,
        });
      },

      async update({ id: given, ...input }, { signal } = {}) {
        const call = 'invoices.update';
        const id = readId({ call, id: given });
        return updateInvoice({
          runtime,
          sender,
          url: invoiceUrl({ baseUrl, format: 'json', id }),
          input,
          read: () => read({ call, id, signal }),
          signal,
          maxAttempts,
        });
      },

      async lookup({ id }, use = {}) {
        return lookup(readId({ call: 'invoices.lookup', id }), use);
      },
    },

    async test({ signal, writing = false } = {}) {
      const rows = await listPage({ sender, baseUrl, list: { pageSize: 1, page: 0, signal } });
      // Any software may return an empty list; only the module says that there is no such invoice.
      if (rows.length === 0) await lookup(highestId, { signal });
      if (writing) await sender.session.get(signal);
      return { invoiceFound: rows.length > 0 };
    },
  };
}
