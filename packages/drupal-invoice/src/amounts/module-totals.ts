import type { Decimal } from '@invoice-relay/core/models';

import { moduleRound } from './php-round.ts';

/** The amounts of one item, as decimal text. A missing VAT is 0. */
export interface ItemAmounts {
  readonly quantity: Decimal;
  readonly unitcost: Decimal;
  readonly vat: Decimal | null;
}

/** What the module computes for a list of items: decimal text with two decimals. */
export interface ModuleTotals {
  /** The sum of the items, each rounded to cents. */
  readonly extotal: Decimal;
  /**
   * The sum including VAT, rounded once at the end; it may differ from `extotal` plus `vattotal`.
   */
  readonly inctotal: Decimal;
  /** The total VAT, rounded once. */
  readonly vattotal: Decimal;
  /** The VAT of each rate, rounded separately, in the order in which the rates first occur. */
  readonly vat_totals: readonly { readonly vat: Decimal; readonly vattotal: Decimal }[];
  /** The net amount of each item, excluding VAT. */
  readonly items: readonly Decimal[];
}

/**
 * Computes the totals of an invoice the way the module does (release 7.x-1.3): with binary doubles,
 * like its database and PHP, so that they match the site's totals to the cent.
 *
 * @returns null if the amounts are too large for that
 */
export function moduleTotals(items: readonly ItemAmounts[]): ModuleTotals | null {
  const amounts = items.map(({ quantity, unitcost, vat }) => {
    const net = Number(quantity) * Number(unitcost);
    const percent = Number(vat ?? 0);
    return {
      rate: vat ?? '0',
      rounded: moduleRound(net),
      gross: net * (1 + percent / 100),
      tax: net * (percent / 100),
    };
  });
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  const totals = {
    extotal: cents(sum(amounts.map(({ rounded }) => rounded))),
    inctotal: cents(sum(amounts.map(({ gross }) => gross))),
    vattotal: cents(sum(amounts.map(({ tax }) => tax))),
  };
  const vat_totals = [...new Set(amounts.map(({ rate }) => rate))].map((vat) => ({
    vat,
    vattotal: cents(sum(amounts.flatMap(({ rate, tax }) => (rate === vat ? [tax] : [])))),
  }));
  const lines = amounts.map(({ rounded }) => cents(rounded));
  const all = [...Object.values(totals), ...lines, ...vat_totals.map(({ vattotal }) => vattotal)];
  if (!all.every((text) => text !== null)) return null;
  return { ...totals, vat_totals, items: lines } as ModuleTotals;
}

/** Beyond this, a double has no precision left for cents. */
const tooLarge = 1e13;

function cents(value: number): Decimal | null {
  const rounded = moduleRound(value);
  if (!(Math.abs(rounded) < tooLarge)) return null;
  // No `-0.00`.
  return (rounded === 0 ? 0 : rounded).toFixed(2);
}
