import type { TransportResponse } from '@invoice-relay/core/source';

/**
 * What an answer's `Retry-After` says, in seconds (RFC 9110, section 10.2.3). One that is a date
 * is measured against the answer's own `Date`, so that no clock of ours has to be right.
 */
export function readRetryAfter(headers: TransportResponse['headers']): number | undefined {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d{1,9}$/.test(value)) return Number(value);
  const seconds = (Date.parse(value) - Date.parse(headers['date'] ?? '')) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, Math.ceil(seconds));
}
