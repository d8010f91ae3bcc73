import type { Decimal } from './decimal.ts';

/** How many digits of any decimal number a double keeps. */
const keptDigits = 15;

/**
 * Decimal text as a JavaScript number, for software that only compares and adds; null if such a
 * number might be a different one: `90071992547409.93` would be …409.94.
 *
 * Never compute an invoice with it: sums of doubles are off by fractions of a cent.
 */
export function decimalToNumber(text: Decimal): number | null {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  const digits = `${whole}${fraction.replace(/0+$/, '')}`.replace(/^0+/, '');
  return digits.length <= keptDigits ? Number(text) : null;
}
