import { STATUS_CODES } from 'node:http';

const behindProxy = 'a proxy in front of the subscriber cannot reach it; check that it is running';

/** What to do about a status, for people looking at the delivery. */
const advice: Readonly<Record<number, string>> = {
  401: `it requires other credentials, or rejects the signature; check the subscription's "headers", its secret and the log of the subscriber`,
  403: `it rejects the address, the credentials or the signature of the request; check the subscription's "headers", its secret and the log of the subscriber`,
  404: 'nothing receives events at this URL; check it, and that the workflow behind it is published or turned on',
  405: 'nothing accepts a POST at this URL; check it',
  407: 'a proxy in front of the subscriber requires credentials of its own',
  410: 'it wants no more events',
  413: 'the event is too large for it or for a proxy in front of it; raise that limit, or set "maxBytes" of the subscription',
  429: 'it is now sent fewer requests, and this attempt does not count towards the limit',
  502: behindProxy,
  504: behindProxy,
};

/**
 * Why a response is not a success, as a human-readable sentence; null for 2xx, the only success
 * (Standard Webhooks). Of a redirect only the host is named: the rest may contain a secret.
 */
export function explainStatus(options: {
  readonly status: number;
  readonly location: string | undefined;
  readonly url: string;
}): string | null {
  const { status, location, url } = options;
  if (status >= 200 && status <= 299) return null;
  const answered = `The subscriber responded ${status} ${STATUS_CODES[status] ?? ''}`.trimEnd();
  if (status <= 399 && location !== undefined) {
    const host = URL.parse(location, url)?.host.slice(0, 255);
    const where = host ? ` to ${host}` : '';
    return `${answered}, a redirect${where}. Redirects are not followed: set the URL of the subscription to the target of the redirect.`;
  }
  const known = advice[status] ?? (status >= 500 ? 'check the log of the subscriber' : undefined);
  return known === undefined
    ? `${answered}; only 2xx means that it received the event.`
    : `${answered}: ${known}.`;
}
