interface MoneyFormat {
  readonly symbol: string;
  readonly decimalPoint: string;
  readonly thousandsSeparator: string;
  /** @param options.text the number without its sign */
  readonly place: (options: { readonly text: string; readonly minus: string }) => string;
}

const dollars: MoneyFormat = {
  symbol: '$',
  decimalPoint: '.',
  thousandsSeparator: ',',
  place: ({ text, minus }) => `${minus}$${text}`,
};
const euros: MoneyFormat = {
  symbol: '€',
  decimalPoint: ',',
  thousandsSeparator: '.',
  place: ({ text, minus }) => `€ ${minus}${text}`,
};

/** The locales of the stand-in's server, named as in `locale -a`. All observed with glibc. */
export const moneyFormats = {
  'en_US.utf8': dollars,
  'nl_NL.utf8': euros,
  'de_DE.utf8': { ...euros, place: ({ text, minus }) => `${minus}${text} €` },
  'en_GB.utf8': { ...dollars, symbol: '£', place: ({ text, minus }) => `${minus}£${text}` },
} as const satisfies Readonly<Record<string, MoneyFormat>>;

export type MoneyLocale = keyof typeof moneyFormats;

/**
 * Formats an amount like PHP's `money_format('%.2n')`, which rounds differently from the module:
 * exactly, and half to even (observed: 0.125 is `$0.12`).
 *
 * @param options.places number of decimals
 */
export function formatMoney(options: {
  readonly value: number;
  readonly places: number;
  readonly locale: MoneyLocale;
}): string {
  const { value, places, locale } = options;
  const format: MoneyFormat = moneyFormats[locale];
  const [whole = '', fraction] = toFixedHalfEven({ value: Math.abs(value), places }).split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, format.thousandsSeparator);
  const text = fraction === undefined ? grouped : `${grouped}${format.decimalPoint}${fraction}`;
  // Observed: the minus sign of a zero is between symbol and number, as if part of the digits.
  if (Object.is(value, -0)) return format.place({ text: `-${text}`, minus: '' });
  return format.place({ text, minus: value < 0 ? '-' : '' });
}

/** `toFixed` is exact too, but picks the larger neighbor on a tie. */
function toFixedHalfEven(options: { readonly value: number; readonly places: number }): string {
  const { value, places } = options;
  const text = value.toFixed(places);
  const most = 100;
  const isTie = new RegExp(`\\.\\d{${places}}50*$`).test(value.toFixed(most));
  if (!isTie || Number(text.at(-1)) % 2 === 0) return text;
  // The even neighbor is one less in the last digit, which is odd and so never borrows.
  return `${text.slice(0, -1)}${Number(text.at(-1)) - 1}`;
}
