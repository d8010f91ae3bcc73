/** No site has longer bare numbers: MySQL's INT ends at 4294967295. */
const longestId = 10;

/**
 * Returns the bare numbers of the invoices that can have a printed number, which ends with theirs,
 * whatever the prefix. The one with the most leading zeros comes first, as nearly all sites pad
 * their numbers.
 *
 * @param number such as `A-20260007`: 7, 60007, 260007 and 20260007
 */
export function idsOfNumber(number: string): readonly number[] {
  const digits = /\d+$/.exec(number.trim())?.[0].slice(-longestId) ?? '';
  const ids = Array.from(digits, (_, index) => Number(digits.slice(-1 - index)));
  return [...new Set(ids)].filter((id) => id > 0);
}
