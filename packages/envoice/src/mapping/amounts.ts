import { AmountError } from '@invoice-relay/core/errors';
import { MAX_DECIMAL_LENGTH, minorUnits } from '@invoice-relay/core/models';
import type { Currency, Decimal } from '@invoice-relay/core/models';
import Big from 'big.js';

/** A copy of big.js with its own settings; `strict` makes it refuse binary floats. */
function createBig(): Big.BigConstructor {
  const constructor = Big();
  constructor.strict = true;
  // For the few divisions: a percentage, a price per unit.
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
 * Writes an amount with the decimals of its currency (`918` EUR is `918.00`), and with more if it
 * has more: the value never changes.
 *
 * @throws {AmountError} `amount_too_long`
 */
export function writeAmount(amount: Big | Decimal, currency: Currency | null): Decimal {
  const exact = Exact(amount);
  const text = exact.toFixed();
  const digits = text.split('.')[1]?.length ?? 0;
  const written = digits > minorUnits(currency) ? text : exact.toFixed(minorUnits(currency));
  if (written.length <= MAX_DECIMAL_LENGTH) return written;
  // Short parts may have a sum that is too long: 1e20 and 1e-20.
  throw new AmountError(
    'amount_too_long',
    `The amount ${written.slice(0, MAX_DECIMAL_LENGTH)}… has more digits than any document can hold.`,
  );
}
