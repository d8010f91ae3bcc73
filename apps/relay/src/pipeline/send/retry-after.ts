/** The three ways to write a date in HTTP (RFC 9110 section 5.6.7); the last says no time zone. */
const imfFixdate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;
const rfc850Date = /^[A-Z][a-z]{5,8}, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/;
const asctimeDate = /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/;

/**
 * Reads a `Retry-After` header (RFC 9110 section 10.2.3): seconds, or a date.
 *
 * @param options.now epoch milliseconds
 * @returns milliseconds from now, not capped, zero for a date that is past; null when the header
 *   is missing or cannot be understood
 */
export function parseRetryAfter(options: {
  readonly header: string | undefined;
  readonly now: number;
}): number | null {
  const { header, now } = options;
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * 1000, Number.MAX_SAFE_INTEGER);
  const at = parseHttpDate(text);
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

function parseHttpDate(text: string): number {
  // Date.parse alone takes far more than dates of HTTP: "-5" is a month to it.
  if (imfFixdate.test(text) || rfc850Date.test(text)) return Date.parse(text);
  return asctimeDate.test(text) ? Date.parse(`${text} GMT`) : Number.NaN;
}
