import { readHttpDate } from './http-date.ts';

/** The longest wait that is accepted from a `Retry-After`: 24 hours, in milliseconds. */
export const longestRetryAfterMs = 24 * 60 * 60 * 1000;

/**
 * What a response's `Retry-After` asks for (RFC 9110, section 10.2.3): whole seconds, or an HTTP
 * date. Its only parser. A date is measured against the response's own `Date` if there is one, so
 * that our clock need not be right.
 *
 * @param options.headers with names in lower case
 * @param options.now milliseconds since the Unix epoch; without it a date only counts beside the
 *   response's own
 * @returns milliseconds from 0 to {@link longestRetryAfterMs}; null if there is none, and for
 *   invalid values: `1.5`, `-5`, `3,5`
 */
export function readRetryAfter(options: {
  readonly headers: {
    readonly 'retry-after'?: string | undefined;
    readonly date?: string | undefined;
  };
  readonly now?: number | undefined;
}): number | null {
  const { headers, now } = options;
  const text = headers['retry-after']?.trim() ?? '';
  if (text === '') return null;
  if (/^\d+$/.test(text)) return capped(Number(text) * 1000);

  const sentAt = readHttpDate({ text: headers.date?.trim() ?? '', now: now ?? 0 }) ?? now;
  if (sentAt === undefined) return null;
  const until = readHttpDate({ text, now: sentAt });
  return until === null ? null : capped(until - sentAt);
}

function capped(waitMs: number): number {
  return Math.min(Math.max(0, waitMs), longestRetryAfterMs);
}
