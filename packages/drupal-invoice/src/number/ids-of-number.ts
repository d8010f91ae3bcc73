/** No site has more digits in its bare numbers: MySQL's INT ends at 4294967295. */
const longestId = 10;

/**
 * Which invoices can have a printed number, as their bare numbers: it ends with theirs, whatever the
 * prefix. The one with most zeros in front comes first, as nearly all sites pad their numbers.
 *
 * @param number such as `A-20260007`: 7, 60007, 260007 and 20260007
 */
export function idsOfNumber(number: string): readonly number[] {
  const digits = /\d+$/.exec(number.trim())?.[0].slice(-longestId) ?? '';
  const ids = Array.from(digits, (_, index) => Number(digits.slice(-1 - index)));
  return [...new Set(ids)].filter((id) => id > 0);
}
