import { VendorError } from '@invoice-relay/core/errors';
import type { TransportResponse } from '@invoice-relay/core/source';

import type { EnvoiceCredentials } from '../credentials.ts';
import { readFileName } from '@invoice-relay/core/http';
import type { Send } from './http/send.ts';
import type { VendorErrors } from './http/vendor-errors.ts';
import type { CallOptions } from './options.ts';

/** A downloaded file, unmodified. */
export interface Downloaded {
  readonly bytes: Uint8Array;
  /** Such as `application/pdf`; null if the response does not say. */
  readonly contentType: string | null;
  /** As named in the response, without any folder; null if it is not. */
  readonly fileName: string | null;
  /** The same bytes as a new stream: a transport returns whole responses, so they are in memory. */
  stream(): ReadableStream<Uint8Array>;
}

/**
 * Fetches the target of a link, following redirects. The credentials are only sent to the host of
 * the API. A web page is an error, as that is what an expired link leads to.
 */
export type Download = (
  input: { readonly link: string },
  options?: CallOptions,
) => Promise<Downloaded>;

/** Fetches the PDF of an invoice. */
export type DownloadPdf = (
  input: { readonly id: number | string; readonly signedVersion?: boolean | undefined },
  options?: CallOptions,
) => Promise<Downloaded>;

const maxRedirects = 5;

export function createDownload(options: {
  readonly send: Send;
  readonly credentials: EnvoiceCredentials;
}): { readonly any: Download; readonly pdf: Download } {
  const { send, credentials } = options;

  const download =
    (kind: 'any' | 'pdf'): Download =>
    async ({ link }, { signal } = {}) => {
      const call = kind === 'pdf' ? 'invoices.downloadPdf' : 'download';
      let url = followable({ call, link, base: `${credentials.baseUrl}/` });
      for (let hops = 0; hops <= maxRedirects; hops += 1) {
        const found = await send({
          call,
          method: 'GET',
          url,
          headers: { accept: kind === 'pdf' ? 'application/pdf' : '*/*' },
          repeatable: true,
          namesSomething: true,
          signal,
          followsLink: true,
          read: (response, errors) => readDownload({ response, errors, kind }),
        });
        if (typeof found !== 'string') return found;
        url = followable({ call, link: found, base: url });
      }
      throw new VendorError(
        'vendor_answer_invalid',
        `${call}: the link has too many redirects (more than ${maxRedirects}). Request a new one.`,
      );
    };
  return { any: download('any'), pdf: download('pdf') };
}

export function createDownloadPdf(options: {
  readonly pdf: (...input: Parameters<DownloadPdf>) => Promise<{ readonly Link?: string | null }>;
  readonly download: Download;
}): DownloadPdf {
  return async (input, call) => {
    const { Link } = await options.pdf(input, call);
    return options.download({ link: Link ?? '' }, call);
  };
}

/** @returns the file, or the target of a redirect */
function readDownload(options: {
  readonly response: TransportResponse;
  readonly errors: VendorErrors;
  readonly kind: 'any' | 'pdf';
}): Downloaded | string {
  const { response, errors, kind } = options;
  const { status, headers, body } = response;
  if (status >= 300) {
    const { location } = headers;
    if (!location) throw errors.ofStatus(response);
    return location;
  }
  const contentType = headers['content-type']?.trim() || null;
  if (body.length === 0) throw errors.unreadable({ status, found: 'empty' });
  if (isWebPage(contentType, body)) throw errors.unreadable({ status, found: 'html' });
  if (kind === 'pdf' && !isPdf(body)) throw errors.unreadable({ status, found: 'no PDF' });
  return {
    bytes: body,
    contentType,
    fileName: readFileName(headers['content-disposition']),
    stream: () => streamOf(body),
  };
}

/** The URL of a link. It may contain an access token, so no error repeats it. */
function followable(options: {
  readonly call: string;
  readonly link: string;
  readonly base: string;
}): string {
  const { call, link, base } = options;
  const url = URL.canParse(link, base) ? new URL(link, base) : null;
  if (link !== '' && url && /^https?:$/.test(url.protocol) && !url.username && !url.password) {
    return url.href;
  }
  throw new VendorError(
    'vendor_answer_invalid',
    `${call}: the link is not an http or https URL. Request a new one from Envoice.`,
  );
}

function isWebPage(contentType: string | null, body: Uint8Array): boolean {
  if (isPdf(body)) return false;
  const start = new TextDecoder().decode(body.subarray(0, 256)).trimStart().toLowerCase();
  return /^text\/html\b/i.test(contentType ?? '') || /^<(!doctype html|html)/.test(start);
}

/** PDF readers look for the header in the first 1024 bytes (ISO 32000-2, annex C). */
function isPdf(body: Uint8Array): boolean {
  return new TextDecoder('latin1').decode(body.subarray(0, 1024)).includes('%PDF-');
}

function streamOf(bytes: Uint8Array): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}
