import type { ClientWorld, TransportResponse } from '@invoice-relay/core/source';

import { findUnreadableAmount, writeDrupalInvoice } from '../model/index.ts';
import { checkCredentials, checkMaxAttempts } from './check-options.ts';
import { createSend } from './http/send.ts';
import { idText, invoicesUrl, invoiceUrl } from './invoice-url.ts';
import type { InvoiceFormat } from './invoice-url.ts';
import type { DrupalInvoiceClient, DrupalInvoiceClientOptions, Validators } from './options.ts';
import { readHtml, readPdf } from './reading/read-document.ts';
import { readLookup } from './reading/read-lookup.ts';
import { readSaved } from './reading/read-saved.ts';
import { readTest } from './reading/read-test.ts';
import { idInLocation, idOfPage } from './reading/saved-place.ts';

const jsonHeaders = { accept: 'application/json' };
const bodyHeaders = { ...jsonHeaders, 'content-type': 'application/json' };

/**
 * Makes a client of the API of the Invoice 7 module on a Drupal site (API.txt of the module).
 *
 * All its methods reject with a `VendorError` of `@invoice-relay/core/errors` when the site does
 * not give what was asked for, with a `TypeError` when an argument is wrong, and with the signal's
 * reason when that aborts.
 *
 * @param options.transport rejects only when no answer came, and does not follow redirects
 * @param options.maxAttempts how often a call that may be repeated is sent at most; 3 unless told
 * @throws {ConfigError} when the credentials cannot work
 */
export function createDrupalInvoiceClient(
  options: DrupalInvoiceClientOptions,
): DrupalInvoiceClient {
  const credentials = checkCredentials(options.credentials);
  const maxAttempts = checkMaxAttempts(options.maxAttempts);
  const world: ClientWorld = options;
  const { baseUrl } = credentials;
  const { send, errorsOf } = createSend({ world, credentials, maxAttempts });
  const urlOf = (call: string, format: InvoiceFormat, id: unknown) =>
    invoiceUrl({ call, baseUrl, format, id });

  return {
    invoices: {
      async get({ id }, { signal } = {}) {
        const call = 'invoices.get';
        const url = urlOf(call, 'json', id);
        const invoice = await send({
          call,
          method: 'GET',
          url,
          headers: jsonHeaders,
          signal,
          read: (response, errors) => {
            const found = readLookup(response, errors);
            if (found.state === 'found') return found.invoice;
            throw errors.absent(response);
          },
        });
        const amount = findUnreadableAmount(invoice);
        if (amount) throw errorsOf({ call, url, method: 'GET' }).unreadableAmount(amount);
        return invoice;
      },

      async html({ id }, { signal } = {}) {
        const call = 'invoices.html';
        const url = urlOf(call, 'html', id);
        const headers = { accept: 'text/html' };
        return send({ call, method: 'GET', url, headers, signal, read: readHtml });
      },

      async pdf({ id }, { signal } = {}) {
        const call = 'invoices.pdf';
        return send({
          call,
          method: 'GET',
          url: urlOf(call, 'pdf', id),
          headers: { accept: 'application/pdf' },
          signal,
          read: (response, errors) => readPdf({ response, errors, id: idText({ call, id }) }),
        });
      },

      async create(invoice, { signal } = {}) {
        const url = invoicesUrl(baseUrl);
        return send({
          call: 'invoices.create',
          method: 'POST',
          url,
          headers: bodyHeaders,
          body: writeDrupalInvoice(invoice),
          signal,
          // Drupal likes to lead to what was made.
          readsAlso: ({ status, headers: { location } }) =>
            isSeeOther(status) && idInLocation({ location, url }) !== null,
          read: (response, errors) => readSaved({ response, errors, url }),
        });
      },

      async update({ id, body }, { signal } = {}) {
        const call = 'invoices.update';
        const url = urlOf(call, 'json', id);
        const saved = await send({
          call,
          method: 'PUT',
          url,
          headers: bodyHeaders,
          body: writeDrupalInvoice(body),
          signal,
          // Not to the address in the API, which is what a site that moved leads to.
          readsAlso: ({ status, headers: { location } }) =>
            isSeeOther(status) && idOfPage({ location, url }) !== null,
          read: (response, errors) => readSaved({ response, errors, url }),
        });
        return { ...saved, id: saved.id ?? idText({ call, id }) };
      },

      async lookup({ id, validators = {}, signal }) {
        const call = 'invoices.lookup';
        const conditions = conditionsOf(validators);
        const isConditional = Object.keys(conditions).length > 0;
        return send({
          call,
          method: 'GET',
          url: urlOf(call, 'json', id),
          headers: { ...jsonHeaders, ...conditions },
          signal,
          readsAlso: (response) =>
            isAbsence(response) || (isConditional && response.status === 304),
          read: (response, errors) => {
            if (response.status === 304) return { state: 'unchanged' };
            if (isAbsence(response)) return { state: 'absent' };
            return readLookup(response, errors);
          },
        });
      },
    },

    async test({ signal } = {}) {
      return send({
        call: 'test',
        method: 'GET',
        url: urlOf('test', 'json', 1),
        headers: jsonHeaders,
        signal,
        readsAlso: isAbsence,
        read: readTest,
      });
    },
  };
}

/** The redirects that lead to what came of a request, and not to where it is to be sent. */
function isSeeOther(status: number): boolean {
  return status === 302 || status === 303;
}

function isAbsence({ status }: TransportResponse): boolean {
  return status === 404 || status === 410;
}

function conditionsOf({ etag, lastModified }: Validators): Readonly<Record<string, string>> {
  return {
    ...(etag === undefined ? {} : { 'if-none-match': etag }),
    ...(lastModified === undefined ? {} : { 'if-modified-since': lastModified }),
  };
}
