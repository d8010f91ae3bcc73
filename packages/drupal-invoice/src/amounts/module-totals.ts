import type { Decimal } from '@invoice-relay/core/models';

import { moduleRound } from './php-round.ts';

/** The amounts of one item, as decimal text. A VAT that is missing is 0. */
export interface ItemAmounts {
  readonly quantity: Decimal;
  readonly unitcost: Decimal;
  readonly vat: Decimal | null;
}

/** What the module makes of some items: decimal text with two decimals. */
export interface ModuleTotals {
  /** The sum of the items, each rounded to cents. */
  readonly extotal: Decimal;
  /** The sum with VAT, rounded once at the end: need not be `extotal` and `vattotal`. */
  readonly inctotal: Decimal;
  /** The VAT of all, rounded once. */
  readonly vattotal: Decimal;
  /** The VAT of each rate, rounded on its own, in the order in which the rates come up. */
  readonly vat_totals: readonly { readonly vat: Decimal; readonly vattotal: Decimal }[];
  /** Of each item, without VAT. */
  readonly items: readonly Decimal[];
}

/**
 * Computes the totals of an invoice in the way of the module (release 7.x-1.3): with binary doubles,
 * as its database and PHP have them, so that they agree to the cent with what the site states.
 *
 * @returns null for amounts that are too large for that
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

/** From here on, a double holds no cents. */
const tooLarge = 1e13;

function cents(value: number): Decimal | null {
  const rounded = moduleRound(value);
  if (!(Math.abs(rounded) < tooLarge)) return null;
  // No `-0.00`.
  return (rounded === 0 ? 0 : rounded).toFixed(2);
}
