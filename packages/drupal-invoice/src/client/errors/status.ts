import type { TransportResponse } from '@invoice-relay/core/source';

import type { ReadBody } from '../reading/read-body.ts';
import { isMaintenance } from '../reading/web-page.ts';
import type { DrupalInvoiceReason } from './drupal-invoice-error.ts';

/** Explains a status that is not one of the module's own responses, and how to fix it. */
export function explainStatus(options: {
  readonly response: Pick<TransportResponse, 'status' | 'headers'>;
  readonly body: ReadBody;
  readonly isWrite: boolean;
  readonly retryAfterMs: number | null;
}): {
  readonly reason: DrupalInvoiceReason;
  readonly text: string;
  /** Whether a write may have been done anyway. */
  readonly isUnsure: boolean;
} {
  const { response, body, isWrite, retryAfterMs } = options;
  const { status, headers } = response;
  const done = (reason: DrupalInvoiceReason, text: string, isUnsure = false) => ({
    reason,
    text,
    isUnsure,
  });
  if (status === 401) {
    const realm = headers['www-authenticate'] ?? '';
    return realm === '' || /invoice api/i.test(realm)
      ? done(
          'credentials_refused',
          'the module does not accept the user name and password (HTTP 401). Check both in auth: they must be those of an active Drupal user who is an API user on the settings page of the Invoice module. A web server that runs PHP as CGI may strip the Authorization header.',
        )
      : done(
          'blocked_in_front',
          'something in front of the Invoice module requires its own credentials (HTTP 401): the web server or a proxy. Exclude /invoice/api from it, as a request can carry only one user name and password.',
        );
  }
  if (status === 403) {
    return done(
      'blocked_in_front',
      'something in front of the Invoice module refuses the request (HTTP 403): a CDN, a firewall or the web server, as the module itself responds with JSON. Allow requests to /invoice/api there.',
    );
  }
  if (status === 404 || status === 410) {
    return done(
      'module_not_found',
      `the site has no page at the address of the API (HTTP ${status}). Check baseUrl, and that the Invoice module is enabled; clear the site's caches after that. A site without clean URLs needs a baseUrl that ends in /?q=, such as https://example.com/?q=.`,
    );
  }
  if (status === 429) {
    return done(
      'rate_limited',
      `the site received too many requests (HTTP 429). ${waitText(retryAfterMs)}, and send fewer requests from then on.`,
    );
  }
  if (status === 503 && body.kind === 'page' && isMaintenance(body.page)) {
    return done(
      'maintenance',
      `the site is in maintenance mode (HTTP 503). ${waitText(retryAfterMs)}.`,
    );
  }
  if (status === 500 && isWrite && body.kind === 'empty') {
    return done(
      'write_refused',
      'the database of the site refused this, and nothing was saved (HTTP 500, empty). Check that the template exists, that pay_limit is set, from 0 to 65535, and that every text and number fits: a weight is from -128 to 127, a VAT percentage is not negative, no text is longer than its column, and none contains an emoji.',
    );
  }
  // 408 comes from a server or proxy that did not get the whole request in time.
  if (status >= 500 || status === 408) {
    return done(
      'site_failed',
      `the site failed (HTTP ${status}). ${waitText(retryAfterMs)}; if it keeps failing, check Reports > Recent log messages on the site, or PHP's error log. On PHP 8 the module fails on every amount if PHP has no locale in its environment: start it with LC_ALL=en_US.UTF-8.`,
      true,
    );
  }
  return done('refused', `the site refuses this (HTTP ${status}). Fix the request.`);
}

function waitText(retryAfterMs: number | null): string {
  if (retryAfterMs === null) return 'Try again later';
  return `Try again in ${Math.ceil(retryAfterMs / 1000)} s`;
}
