import { minorUnits } from '@invoice-relay/core/models';

const locale = 'en-GB';
const plain = /^-?\d+(?:\.(\d+))?$/;

/** More than any amount has, and as many as `Intl` can be asked for. */
const mostDigits = 100;

/**
 * An amount with at least the decimals of its currency, and with all that the vendor wrote. It is
 * decimal text all the way: `Intl` formats it without a binary float in between.
 */
export function formatMoney(options: {
  readonly amount: string;
  /** ISO 4217; null where the source does not say. */
  readonly currency: string | null;
}): string {
  const { amount, currency } = options;
  const digits = plain.exec(amount);
  if (digits === null) return currency === null ? amount : `${amount} ${currency}`;
  const least = minorUnits(currency);
  const format = new Intl.NumberFormat(locale, {
    ...(currency === null ? {} : { style: 'currency', currency }),
    minimumFractionDigits: least,
    maximumFractionDigits: Math.min(mostDigits, Math.max(least, digits[1]?.length ?? 0)),
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** A quantity or a percentage without the zeros at its end: `2.00` is `2`. */
export function formatDecimal(text: string): string {
  const digits = plain.exec(text);
  if (digits === null) return text;
  const format = new Intl.NumberFormat(locale, {
    maximumFractionDigits: Math.min(mostDigits, digits[1]?.length ?? 0),
  });
  return format.format(text as Intl.StringNumericLiteral);
}
