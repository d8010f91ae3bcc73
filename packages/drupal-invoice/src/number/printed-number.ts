import { readStamp } from './stamp.ts';
import { phpDateLetter } from './php-date.ts';

/** More digits than any number has: a longer one is not written. */
const longestNumber = 40;

/**
 * The number of an invoice as the module prints it: the prefix, then the bare number with zeros in
 * front up to `leadingZeros` digits. In the prefix, `%x` is a letter of PHP's `date` at the moment
 * at which the invoice was made, on the clock of the site; an unknown letter loses its `%`. So `%Y`
 * and 4 make invoice 7 of 2026 `20260007`.
 *
 * @param options.created `YYYY-MM-DD HH:MM:SS` on the clock of the site
 * @param options.timeZone IANA, of the site: only for letters that name the zone
 * @returns null where it cannot be known: the prefix asks for a moment that is not told, or for what
 *   only the site's own settings say
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
