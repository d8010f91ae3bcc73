import * as v from 'valibot';

/**
 * An ISO 4217 code (BT-5), validated only by its shape. Which codes exist changes with every
 * amendment of the standard, and old invoices have withdrawn ones (HRK, BGN): a list, ours or the
 * runtime's, would reject valid old invoices.
 */
export const currencySchema = v.pipe(
  v.string(),
  v.regex(
    /^[A-Z]{3}$/,
    'Write a currency as its ISO 4217 code: three capital letters, such as "EUR".',
  ),
);
export type Currency = v.InferOutput<typeof currencySchema>;

/**
 * The minor units of ISO 4217 list one where they are not 2.
 *
 * Hard-coded, although `Intl.NumberFormat` offers digits: those are CLDR's, for displaying prices,
 * and are 0 for currencies that invoices account in hundredths (HUF, IDR, COP, PKR) and for CLF,
 * which has four; and they change with the ICU version, so that two machines could compute two
 * totals for one invoice.
 */
const minorUnitsByCurrency: ReadonlyMap<Currency, number> = new Map(
  Object.entries({
    BIF: 0,
    CLP: 0,
    DJF: 0,
    GNF: 0,
    ISK: 0,
    JPY: 0,
    KMF: 0,
    KRW: 0,
    PYG: 0,
    RWF: 0,
    UGX: 0,
    UYI: 0,
    VND: 0,
    VUV: 0,
    XAF: 0,
    XOF: 0,
    XPF: 0,
    BHD: 3,
    IQD: 3,
    JOD: 3,
    KWD: 3,
    LYD: 3,
    OMR: 3,
    TND: 3,
    CLF: 4,
    UYW: 4,
  }),
);

/**
 * The number of fraction digits of amounts in this currency: 2 unless ISO 4217 says otherwise, and
 * 2 if the source does not state the currency (`null`).
 */
export function minorUnits(currency: Currency | null): number {
  return (currency === null ? undefined : minorUnitsByCurrency.get(currency)) ?? 2;
}
