import { isIP } from 'node:net';

import type { AddressGuard } from '../../outbound/address-guard.ts';

/** How many URLs are remembered; then the cache starts over. */
const maxRemembered = 10_000;
const masked = new Map<string, string>();

/**
 * `https://hooks.zapier.com/…`: path and query may each be a secret. Each URL is parsed once: every
 * attempt records where it went, and the same few are sent to over and over.
 */
export function maskUrl(url: string): string {
  const known = masked.get(url);
  if (known !== undefined) return known;
  const parsed = URL.parse(url);
  const mask = parsed === null ? '…' : `${parsed.origin}/…`;
  if (masked.size >= maxRemembered) masked.clear();
  masked.set(url, mask);
  return mask;
}

/**
 * Why a URL cannot be that of a subscriber, as a human-readable sentence; undefined if it can.
 * Names are resolved at each connection and not here, so this is not a final statement about where
 * it leads.
 */
export function subscriberUrlProblem(options: {
  readonly url: string;
  readonly guard: AddressGuard;
}): string | undefined {
  const { guard } = options;
  const url = URL.parse(options.url);
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return 'The URL must be a complete http or https URL, such as https://example.com/hooks.';
  }
  // Lenient parsers accept these as well, each in its own way; so they are not accepted at all.
  if (!/^https?:\/\/[^\s\\/]/i.test(options.url) || /[\s\\]/.test(options.url)) {
    return 'The URL must not contain white space or backslashes, and needs a host after "//".';
  }
  if (url.port === '0')
    return 'Port 0 is not a valid port: use the one that the subscriber listens on.';
  if (url.username !== '' || url.password !== '') {
    return 'The URL must not contain a user name or password: it is shown in responses and lists. Subscribers recognize the relay by the webhook-signature header, signed with the secret of the subscription.';
  }
  if (url.hash !== '') {
    return `The URL must not contain a fragment: what follows the "#" would never be sent.`;
  }
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (isIP(host) !== 0) return guard.refusal(host);
  if (/(?:^|\.)localhost\.?$/.test(host)) {
    const refusals = ['127.0.0.1', '::1'].map((address) => guard.refusal(address));
    if (!refusals.includes(undefined)) return `${host} is the relay's own machine: ${refusals[0]}`;
  }
  return undefined;
}
