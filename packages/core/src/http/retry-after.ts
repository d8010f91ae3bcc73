import type { TransportResponse } from '../source/index.ts';

/**
 * What an answer's `Retry-After` says, in milliseconds (RFC 9110, section 10.2.3): seconds, or a
 * date. A date is measured against the answer's own `Date` where there is one, so that our clock
 * need not be right. `null` when it says nothing.
 */
export function readRetryAfter(options: {
  readonly headers: TransportResponse['headers'];
  /** Milliseconds since the Unix epoch. */
  readonly now: number;
}): number | null {
  const { headers, now } = options;
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const until = Date.parse(value);
  if (Number.isNaN(until)) return null;
  const sentAt = Date.parse(headers['date'] ?? '');
  return Math.max(0, until - (Number.isNaN(sentAt) ? now : sentAt));
}
