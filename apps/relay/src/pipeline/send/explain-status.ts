import { STATUS_CODES } from 'node:http';

/**
 * Why an answer is no success, as a sentence for people; null for 2xx, which alone is one
 * (Standard Webhooks). Of a redirect only the host is named: the rest may hold a secret.
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
  return `${answered}; only 2xx means that it received the event.`;
}
