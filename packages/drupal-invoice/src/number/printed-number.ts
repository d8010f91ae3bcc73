import { readStamp } from './stamp.ts';
import { phpDateLetter } from './php-date.ts';

/** No number has more digits: a longer one is not written. */
const longestNumber = 40;

/**
 * Returns the number of an invoice as the module prints it: the prefix, then the bare number padded
 * with zeros to `leadingZeros` digits. In the prefix, `%x` is a letter of PHP's `date` at the time
 * the invoice was created, by the site's clock; an unknown letter loses its `%`. So `%Y` and 4 turn
 * invoice 7 of 2026 into `20260007`.
 *
 * @param options.created `YYYY-MM-DD HH:MM:SS` by the site's clock
 * @param options.timeZone IANA, of the site: only needed for letters that depend on the zone
 * @returns null if it cannot be determined: the prefix needs a missing time, or something that only
 * the site's own settings say
 */
export function printedNumber(options: {
  readonly prefix: string | null;
  readonly leadingZeros: number | null;
  readonly id: number;
  readonly created: string | null;
  readonly timeZone?: string | undefined;
}): string | null {
  const { prefix, leadingZeros, id, created, timeZone } = options;
  const digits = leadingZeros ?? 0;
  if (digits > longestNumber) return null;
  const stamp = created === null ? null : readStamp(created);
  let isKnown = true;
  const front = (prefix ?? '').replaceAll(/%(.)/gsu, (_, letter: string) => {
    const text = phpDateLetter({ letter, stamp, timeZone });
    if (text === null) isKnown = false;
    return text ?? '';
  });
  return isKnown ? front + String(id).padStart(digits, '0') : null;
}
