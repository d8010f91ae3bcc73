import { minorUnits } from '@invoice-relay/core/models';

const locale = 'en-GB';
const plain = /^-?\d+(?:\.(\d+))?$/;

/** Maximum that `Intl` accepts, and more than any amount has. */
const maxDigits = 100;

/**
 * Formats an amount with at least the decimals of its currency, and with all decimals that the
 * vendor sent. The amount stays decimal text: `Intl` formats it without a binary float in between.
 */
export function formatMoney(options: {
  readonly amount: string;
  /** ISO 4217 code; null if the source does not provide it. */
  readonly currency: string | null;
}): string {
  const { amount, currency } = options;
  const digits = plain.exec(amount);
  if (digits === null) return currency === null ? amount : `${amount} ${currency}`;
  const least = minorUnits(currency);
  const format = new Intl.NumberFormat(locale, {
    ...(currency === null ? {} : { style: 'currency', currency }),
    minimumFractionDigits: least,
    maximumFractionDigits: Math.min(maxDigits, Math.max(least, digits[1]?.length ?? 0)),
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

/** Formats a quantity or a percentage without trailing zeros: `2.00` becomes `2`. */
export function formatDecimal(text: string): string {
  const digits = plain.exec(text);
  if (digits === null) return text;
  const format = new Intl.NumberFormat(locale, {
    maximumFractionDigits: Math.min(maxDigits, digits[1]?.length ?? 0),
  });
  return format.format(text as Intl.StringNumericLiteral);
}
