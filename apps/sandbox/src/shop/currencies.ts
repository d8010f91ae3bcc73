/** A currency as in the vendor's `general/currencies`. */
export interface Currency {
  readonly Id: number;
  readonly Name: string;
  /** ISO 4217, three letters. */
  readonly Value: string;
  /** ISO 4217, three digits. */
  readonly Code: string;
  readonly Symbol: string;
}

/** Three are in the vendor's guide (EUR 163, USD 164, GBP 170). The other ids are ours. */
const rows: readonly (readonly [number, string, string, string, string])[] = [
  [160, 'Australian Dollar', 'AUD', '036', 'A$'],
  [161, 'Canadian Dollar', 'CAD', '124', 'C$'],
  [162, 'Swiss Franc', 'CHF', '756', 'CHF'],
  [163, 'Euro Member Countries', 'EUR', '978', '€'],
  [164, 'United States Dollar', 'USD', '840', '$'],
  [165, 'Bulgarian Lev', 'BGN', '975', 'лв'],
  [166, 'Czech Koruna', 'CZK', '203', 'Kč'],
  [167, 'Danish Krone', 'DKK', '208', 'kr'],
  [168, 'Hungarian Forint', 'HUF', '348', 'Ft'],
  [169, 'Icelandic Krona', 'ISK', '352', 'kr'],
  [170, 'United Kingdom Pound', 'GBP', '826', '£'],
  [171, 'Japanese Yen', 'JPY', '392', '¥'],
  [172, 'Macedonian Denar', 'MKD', '807', 'ден'],
  [173, 'Norwegian Krone', 'NOK', '578', 'kr'],
  [174, 'Polish Zloty', 'PLN', '985', 'zł'],
  [175, 'Romanian Leu', 'RON', '946', 'lei'],
  [176, 'Serbian Dinar', 'RSD', '941', 'дин'],
  [177, 'Swedish Krona', 'SEK', '752', 'kr'],
  [178, 'Turkish Lira', 'TRY', '949', '₺'],
  [179, 'Ukrainian Hryvnia', 'UAH', '980', '₴'],
  [180, 'Brazilian Real', 'BRL', '986', 'R$'],
  [181, 'Mexican Peso', 'MXN', '484', '$'],
  [182, 'Indian Rupee', 'INR', '356', '₹'],
  [183, 'Chinese Yuan', 'CNY', '156', '¥'],
  [184, 'Hong Kong Dollar', 'HKD', '344', 'HK$'],
  [185, 'Singapore Dollar', 'SGD', '702', 'S$'],
  [186, 'New Zealand Dollar', 'NZD', '554', 'NZ$'],
  [187, 'South African Rand', 'ZAR', '710', 'R'],
  [188, 'Israeli Shekel', 'ILS', '376', '₪'],
  [189, 'Kuwaiti Dinar', 'KWD', '414', 'KD'],
  [190, 'Philippine Peso', 'PHP', '608', '₱'],
  [191, 'Thai Baht', 'THB', '764', '฿'],
];

export const currencies: readonly Currency[] = rows.map(([Id, Name, Value, Code, Symbol]) => ({
  Id,
  Name,
  Value,
  Code,
  Symbol,
}));

const byId: ReadonlyMap<number, Currency> = new Map(
  currencies.map((currency) => [currency.Id, currency]),
);

/** The account's default currency. */
export const euro = 163;

export function findCurrency(id: number): Currency | undefined {
  return byId.get(id);
}

/** Number of decimals of an amount: 2 for euros, 0 for yen, 3 for Kuwaiti dinars. */
export function fractionDigitsOf(currencyId: number): number {
  const currency = findCurrency(currencyId)?.Value ?? 'EUR';
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.resolvedOptions().maximumFractionDigits ?? 2;
}
