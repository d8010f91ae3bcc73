import type { Redact } from '@invoice-relay/core/http';

import { hasPathInQuery } from '../../base-url.ts';
import type { DrupalInvoiceReason } from './drupal-invoice-error.ts';

/** Where a redirect leads, as far as it matters here. */
export type Redirect =
  | { readonly kind: 'login' }
  /** To the same call on a site with this base URL. */
  | { readonly kind: 'moved'; readonly baseUrl: string }
  /** Anywhere else; without the query, which may contain a secret. */
  | { readonly kind: 'elsewhere'; readonly to: string }
  | { readonly kind: 'nowhere' };

const loginPath = /\/(?:user|(?:user\/)?log-?in|sign-?in|saml_login|cas)(?:\/login)?\/?$/i;

export function readRedirect(options: {
  readonly location: string | undefined;
  /** The URL of the request. */
  readonly url: string;
  readonly baseUrl: string;
}): Redirect {
  const { location = '', url, baseUrl } = options;
  if (location === '' || !URL.canParse(location, url)) return { kind: 'nowhere' };
  const to = new URL(location, url);
  const isCleanLogin = loginPath.test(to.pathname);
  if (isCleanLogin || /^user(?:\/login)?$/.test(to.searchParams.get('q') ?? '')) {
    return { kind: 'login' };
  }
  const moved = /^https?:$/.test(to.protocol) ? movedTo({ to, url, baseUrl }) : null;
  if (moved !== null && moved !== baseUrl) return { kind: 'moved', baseUrl: moved };
  return { kind: 'elsewhere', to: `${to.protocol}//${to.host}${to.pathname}` };
}

/**
 * The base URL under which the same call would have the new URL; null if it is a different call.
 */
function movedTo(options: {
  readonly to: URL;
  readonly url: string;
  readonly baseUrl: string;
}): string | null {
  const { to, url, baseUrl } = options;
  const asked = new URL(url);
  if (hasPathInQuery(baseUrl)) {
    const isSame = to.searchParams.get('q') === asked.searchParams.get('q');
    return isSame ? `${to.origin}${to.pathname}?q=` : null;
  }
  const path = to.pathname.replace(/\/$/, '');
  const tail = asked.pathname.slice(new URL(baseUrl).pathname.replace(/\/$/, '').length);
  return path.endsWith(tail) ? `${to.origin}${path.slice(0, -tail.length)}` : null;
}

/** Explains what a redirect means, and how to fix it. */
export function explainRedirect(options: {
  readonly status: number;
  readonly location: string | undefined;
  readonly url: string;
  readonly baseUrl: string;
  readonly redact: Redact;
  /** Whether a PDF was requested. */
  readonly isPdf: boolean;
}): { readonly reason: DrupalInvoiceReason; readonly text: string } {
  const { status, redact, isPdf } = options;
  const redirect = readRedirect(options);
  const what = `the response is a redirect (HTTP ${status})`;
  const why = 'which is not followed because it would get the credentials';
  switch (redirect.kind) {
    case 'login':
      return {
        reason: 'blocked_in_front',
        text: `the site redirects to a login page instead of responding (HTTP ${status}): something is in front of the Invoice module, such as a module that hides the site from visitors. Exclude /invoice/api from it.`,
      };
    case 'moved':
      return {
        reason: 'redirected',
        text: `${what} to the same place under ${redact(redirect.baseUrl)}, ${why}. Set baseUrl to ${redact(redirect.baseUrl)}.`,
      };
    case 'elsewhere':
      if (isPdf) {
        return {
          reason: 'pdf_not_available',
          text: `the site redirects to a web page instead of a PDF (HTTP ${status}) because its Invoice module has no PDF library. Ask the owner to install dompdf as described in the module's README, or use the HTML of the invoice.`,
        };
      }
      return {
        reason: 'redirected',
        text: `${what} to ${redact(redirect.to)}, ${why}. That is not an address of the API: check baseUrl, and that the site's URLs are not rewritten.`,
      };
    case 'nowhere':
      return {
        reason: 'redirected',
        text: `${what} without a target. Check baseUrl.`,
      };
  }
}
