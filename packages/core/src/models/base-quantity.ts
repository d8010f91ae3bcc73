import { AmountError } from '../errors/index.ts';
import { readDecimal } from './arithmetic.ts';
import type { Decimal } from './decimal.ts';
import type { Line } from './line.ts';

/**
 * The number of units that the price of a line applies to (BT-149): the divisor of the price. One
 * if the line does not say.
 *
 * @param options.name of the line in the error message: `Line 2`
 * @throws {AmountError} `base_quantity_not_positive` or `amount_malformed`
 */
export function baseQuantityOf(
  line: { readonly baseQuantity?: Line['baseQuantity'] },
  options: { readonly name?: string } = {},
): Decimal {
  const { name = 'A line' } = options;
  const baseQuantity = line.baseQuantity ?? '1';
  if (readDecimal(baseQuantity).gt('0')) return baseQuantity;
  throw new AmountError(
    'base_quantity_not_positive',
    `${name} has the base quantity ${baseQuantity}. Use a number above zero, or leave it out for 1.`,
  );
}
