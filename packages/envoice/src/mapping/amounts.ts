import { minorUnits } from '@invoice-relay/core/models';
import type { Currency, Decimal } from '@invoice-relay/core/models';
import Big from 'big.js';

/** A copy of big.js with settings of its own; `strict` makes it refuse binary floats. */
function createBig(): Big.BigConstructor {
  const constructor = Big();
  constructor.strict = true;
  // For the few divisions there are: a percentage, a price per unit.
  constructor.DP = 10;
  constructor.RM = Big.roundHalfUp;
  return constructor;
}

/** Exact decimal numbers. */
export const Exact = /* @__PURE__ */ createBig();

export function sumOf(amounts: readonly Decimal[]): Big {
  return amounts.reduce((total, amount) => total.plus(amount), Exact('0'));
}

export function isZero(amount: Decimal): boolean {
  return Exact(amount).eq('0');
}

/**
 * An amount written with the digits of its currency (`918` EUR is `918.00`), and with more where
 * it has more: the value is never changed.
 */
export function writeAmount(amount: Big | Decimal, currency: Currency | null): Decimal {
  const exact = Exact(amount);
  const text = exact.toFixed();
  const digits = text.split('.')[1]?.length ?? 0;
  return digits > minorUnits(currency) ? text : exact.toFixed(minorUnits(currency));
}
