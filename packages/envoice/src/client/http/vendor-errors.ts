import { VendorError } from '@invoice-relay/core/errors';
import type { JsonValue } from '@invoice-relay/core/events';
import type { TransportResponse } from '@invoice-relay/core/source';

import { parseJson } from '@invoice-relay/core/json';
import type { Parsed } from '@invoice-relay/core/json';
import { codesOf, isTimeout, readRetryAfter } from '@invoice-relay/core/http';
import type { Redact } from '@invoice-relay/core/http';
import { readReasons } from './vendor-reasons.ts';

/**
 * Creates the errors of one call, each with a message that names the call and says how to fix it.
 */
export interface VendorErrors {
  /** The transport returned no response. */
  unreachable(thrown: unknown): VendorError;
  /** The status of the response is not a success. */
  ofStatus(response: TransportResponse): VendorError;
  /** A success by its status, but a failure by its body. */
  faulted(options: { readonly status: number; readonly body: JsonValue }): VendorError;
  /** The response is `null` instead of a document. */
  absent(options: { readonly status: number }): VendorError;
  unreadable(options: {
    readonly status: number;
    readonly found: Exclude<Parsed['kind'], 'json'> | 'no PDF';
  }): VendorError;
  misshapen(options: { readonly status: number; readonly wanted: string }): VendorError;
}

export function createVendorErrors(options: {
  /** The name of the call for users: `invoices.get`. */
  readonly call: string;
  /** The origin it sends to, without any path. */
  readonly origin: string;
  readonly repeatable: boolean;
  /** Whether the call carries the credentials. */
  readonly authenticates: boolean;
  /**
   * Whether it follows a link, which may lead to any website rather than an operation of the API.
   */
  readonly followsLink: boolean;
  /** Whether it names something that may not exist, such as an invoice by its id. */
  readonly namesSomething: boolean;
  readonly redact: Redact;
  readonly now: () => number;
}): VendorErrors {
  const { call, origin, repeatable, authenticates, followsLink, namesSomething, redact, now } =
    options;
  // Whoever repeats a write by hand has to know that.
  const unsure = repeatable
    ? ''
    : ' It may have been done anyway: check Envoice before trying again.';
  const invalid = (status: number, text: string) =>
    new VendorError('vendor_answer_invalid', `${call}: ${text}${unsure}`, { status });

  return {
    unreachable(thrown) {
      // What a transport throws may contain the request, and so the credentials: only its codes are
      // shown, and it is not set as the `cause`.
      const codes = codesOf(thrown);
      const why = isTimeout(codes)
        ? `no complete response from ${origin} in time`
        : `no response from ${origin}`;
      const told = codes.length > 0 ? ` (${codes.map(redact).join(', ')})` : '';
      const fix = isTimeout(codes)
        ? 'Envoice may be slow right now: try again later'
        : 'Check baseUrl, and that this machine can reach it; otherwise try again later';
      return new VendorError('vendor_unreachable', `${call}: ${why}${told}. ${fix}.${unsure}`);
    },

    ofStatus(response) {
      const { status, headers, body } = response;
      const parsed = parseJson(body, 'text');
      const details = parsed.kind === 'json' ? readReasons(parsed.value, redact) : [];
      const retryAfterMs = readRetryAfter({ headers, now: now() });
      const more = { status, details };
      const said = details.length > 0 ? ` Envoice says: ${details.join(' ')}` : '';

      if (status === 401 && authenticates) {
        return new VendorError(
          'vendor_unauthorized',
          `${call}: Envoice does not accept the auth key and auth secret (HTTP 401). Copy both ` +
            `again from the API tab of the Envoice account settings.${said}`,
          more,
        );
      }
      // Guess: no 403 of Envoice was seen.
      if (status === 403 && authenticates) {
        return new VendorError(
          'vendor_unauthorized',
          `${call}: this account is not allowed to do that (HTTP 403). Check that the auth key and auth ` +
            `secret belong to the right account, and that its plan includes the API.${said}`,
          more,
        );
      }
      if (status === 404) {
        // A proxy, or a website at a wrong baseUrl, knows nothing about documents: only a response
        // of the API says that there is none.
        if (!followsLink && parsed.kind !== 'json' && parsed.kind !== 'empty') {
          return invalid(status, `HTTP 404, and ${explain(parsed.kind, origin)}`);
        }
        // A list always exists.
        if (!namesSomething) {
          return new VendorError(
            'vendor_refused',
            `${call}: ${origin} does not know this call of the Envoice API (HTTP 404). Check baseUrl.${said}`,
            more,
          );
        }
        return new VendorError(
          'vendor_not_found',
          `${call}: Envoice did not find it (HTTP 404). Check the id: it may have been deleted, or ` +
            `belong to another account.${said}`,
          more,
        );
      }
      if (status === 429) {
        return new VendorError(
          'vendor_rate_limited',
          `${call}: Envoice received too many requests (HTTP 429). ${waitText(retryAfterMs)}, and send ` +
            `fewer requests from then on.${said}`,
          { ...more, retryAfterMs },
        );
      }
      // 408 comes from a server or proxy that did not get the whole request in time.
      if (status >= 500 || status === 408) {
        return new VendorError(
          'vendor_failed',
          `${call}: Envoice failed (HTTP ${status}). ${waitText(retryAfterMs)}.${unsure}${said}`,
          { ...more, retryAfterMs },
        );
      }
      if (status >= 400) {
        const how = authenticates
          ? 'Fix the request'
          : 'The link may no longer be valid: request a new one';
        return new VendorError(
          'vendor_refused',
          `${call}: Envoice refuses this (HTTP ${status}). ${how}.${said || ' It gives no reason.'}`,
          more,
        );
      }
      return invalid(
        status,
        `the response is a redirect (HTTP ${status}), which is not followed because it would get ` +
          'the credentials. Set baseUrl to the address of the API itself.',
      );
    },

    faulted({ status, body }) {
      const details = readReasons(body, redact);
      const said = details.length > 0 ? `: ${details.join(' ')}` : ', and gives no reason.';
      return new VendorError(
        'vendor_refused',
        `${call}: Envoice refuses this (IsFaulted with HTTP ${status})${said} Fix the request.`,
        { status, details },
      );
    },

    absent({ status }) {
      // What was to be created or changed may exist.
      if (!repeatable) return invalid(status, 'Envoice returned null instead of the result.');
      return new VendorError(
        'vendor_not_found',
        `${call}: Envoice returned null, so it did not find it. Check the id.`,
        { status },
      );
    },

    unreadable({ status, found }) {
      return invalid(status, explain(found, origin));
    },

    misshapen({ status, wanted }) {
      return invalid(
        status,
        `the response is JSON, but not ${wanted}, as documented by Envoice. Check that baseUrl is ` +
          'that of the Envoice API, and that nothing in between changes its responses.',
      );
    },
  };
}

function waitText(retryAfterMs: number | null): string {
  if (retryAfterMs === null) return 'Try again later';
  return `Try again in ${Math.ceil(retryAfterMs / 1000)} s`;
}

function explain(
  found: Parameters<VendorErrors['unreadable']>[0]['found'],
  origin: string,
): string {
  switch (found) {
    case 'html':
      return (
        `${origin} returned a web page instead of the requested data. Check baseUrl; if it is ` +
        'right, Envoice or a proxy in front of it has a problem: try again later.'
      );
    case 'empty':
      return 'the response is empty. Try again later.';
    case 'no PDF':
      return 'the link does not lead to a PDF. Request a new link, or try again later.';
    case 'too deep':
      return 'the response nests objects and lists deeper than any response of Envoice.';
    case 'not UTF-8':
    case 'text':
      return 'the response is not JSON, or was cut off. Check baseUrl, or try again later.';
  }
}
