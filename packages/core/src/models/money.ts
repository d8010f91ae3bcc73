import * as v from 'valibot';

import { AmountError } from '../errors/index.ts';
import { readDecimal, sum, writeDecimal } from './arithmetic.ts';
import { currencySchema, minorUnits, type Currency } from './currency.ts';
import { decimalSchema, type Decimal } from './decimal.ts';
import type { Immutable } from './immutable.ts';
import { parseDecimal } from './parse-decimal.ts';

/**
 * An amount with its currency. Documents (invoice, order, estimate) state their currency once, as
 * in EN 16931 (BT-5), and their amounts are decimal text in it.
 */
export const moneySchema = v.object({
  amount: decimalSchema,
  currency: currencySchema,
});
export type Money = Immutable<v.InferOutput<typeof moneySchema>>;

/**
 * An amount rounded to the minor units of its currency, half away from zero, and written with
 * exactly that many fraction digits: `2.345` EUR is `2.35`, `-2.345` is `-2.35`, `12` is `12.00`.
 *
 * @throws {AmountError} `amount_malformed` or `amount_too_long`
 */
export function roundAmount(options: {
  readonly amount: Decimal;
  readonly currency: Currency | null;
}): Decimal {
  return writeDecimal(readDecimal(options.amount), minorUnits(options.currency));
}

/**
 * An amount that a vendor writes in minor units, such as cents: `12500` is `125.00` EUR, `12500`
 * JPY, and `12.500` KWD. Reads what {@link parseDecimal} reads, which is never a binary float.
 *
 * @param options.digits how many of its digits are after the decimal point, if the vendor does not
 *   follow ISO 4217 for this currency
 * @param options.isPrice true for a unit price, which may be finer than a minor unit: `0.125` cents
 *   are `0.00125` EUR
 * @throws {AmountError} `amount_malformed`, also for a part of a minor unit, or `amount_too_long`
 */
export function fromMinorUnits(options: {
  readonly amount: string;
  readonly currency: Currency | null;
  readonly digits?: number;
  readonly isPrice?: boolean;
}): Decimal {
  const { currency, digits = minorUnits(currency), isPrice = false } = options;
  const amount = parseDecimal(options.amount);
  const [, part = ''] = amount.split('.');
  if (part !== '' && !isPrice) {
    throw new AmountError(
      'amount_malformed',
      `"${amount}" is not a whole number of minor units, such as "12500" for 125.00 EUR: does the vendor write amounts in major units? If it is a unit price in minor units, pass isPrice.`,
    );
  }
  return writeDecimal(`${amount}e-${digits}`, digits + part.length);
}

/**
 * The exact sum of amounts in one currency, then rounded like {@link roundAmount}. An empty sum is
 * zero.
 *
 * @throws {AmountError} `amount_malformed` or `amount_too_long`
 */
export function sumAmounts(options: {
  readonly amounts: readonly Decimal[];
  readonly currency: Currency | null;
}): Decimal {
  return writeDecimal(sum(options.amounts.map(readDecimal)), minorUnits(options.currency));
}
