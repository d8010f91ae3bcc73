import { formatMoney, type MoneyLocale } from './php/money.ts';
import { phpFloatText } from './php/numbers.ts';
import { moduleRound } from './php/round.ts';

/** The values that amounts are computed from: binary doubles, as in the module's table. */
export interface Charge {
  readonly quantity: number;
  /** Excluding VAT. */
  readonly unitcost: number;
  /** In percent. */
  readonly vat: number;
}

/** The totals in the module's responses. Each is rounded separately, so they may not add up. */
export interface SiteTotals {
  readonly extotal: number;
  readonly inctotal: number;
  readonly vattotal: number;
}

/** Total VAT for one rate. */
export interface VatTotal {
  readonly vat: number;
  readonly vattotal: number;
  /**
   * Formatted from the unrounded sum, with a different rounding (read in the source, later
   * observed).
   */
  readonly formatted_vattotal: string;
}

const cents = 2;
const round = (value: number) => moduleRound({ value, places: cents });
const withVat = (vat: number) => 1 + vat / 100;

/** Observed in every response in the reference's folder. */
export function siteTotals(items: readonly Charge[]): SiteTotals {
  let extotal = 0;
  let inctotal = 0;
  let vattotal = 0;
  for (const item of items) {
    const net = item.quantity * item.unitcost;
    extotal += round(net);
    inctotal += net * withVat(item.vat);
    vattotal += itemVat(item);
  }
  return { extotal: round(extotal), inctotal: round(inctotal), vattotal: round(vattotal) };
}

/** @param options.items in row order, i.e. by id */
export function vatTotals(options: {
  readonly items: readonly Charge[];
  readonly locale: MoneyLocale;
}): VatTotal[] {
  const sums = new Map<number, number>();
  for (const item of options.items) {
    sums.set(item.vat, (sums.get(item.vat) ?? 0) + itemVat(item));
  }
  return [...sums].map(([vat, sum]) => ({
    vat,
    vattotal: round(sum),
    formatted_vattotal: formatMoney({ value: sum, places: cents, locale: options.locale }),
  }));
}

/** The four formatted texts of an item in GET for a single invoice. */
export function itemTexts(options: { readonly item: Charge; readonly locale: MoneyLocale }) {
  const { item, locale } = options;
  const { quantity, unitcost, vat } = item;
  const text = (value: number, places = cents) => moneyText({ value, places, locale });
  return {
    formatted_exunitcost: text(unitcost, 3),
    formatted_incunitcost: text(unitcost * withVat(vat)),
    formatted_extotal: text(quantity * unitcost),
    formatted_inctotal: text(quantity * unitcost * withVat(vat)),
  };
}

/** Formats the totals. */
export function totalTexts(options: { readonly totals: SiteTotals; readonly locale: MoneyLocale }) {
  const { totals, locale } = options;
  const text = (value: number) => formatMoney({ value, places: cents, locale });
  return {
    formatted_vattotal: text(totals.vattotal),
    formatted_extotal: text(totals.extotal),
    formatted_inctotal: text(totals.inctotal),
  };
}

/**
 * Formats a rounded amount with the digits it then has, but at least two: `$10.005`, `$5.00`.
 *
 * @param options.places number of decimals to round to
 */
export function moneyText(options: {
  readonly value: number;
  readonly places: number;
  readonly locale: MoneyLocale;
}): string {
  const { places, locale } = options;
  const value = moduleRound({ value: options.value, places });
  const digits = phpFloatText(value).split('.')[1]?.length ?? 0;
  return formatMoney({ value, places: Math.max(digits, cents), locale });
}

/** Computed the way the module has the database do it. */
function itemVat({ quantity, unitcost, vat }: Charge): number {
  const factor = vat / 100 + 1;
  return quantity * unitcost * factor * (1 - 1 / factor);
}
