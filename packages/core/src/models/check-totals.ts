import type Big from 'big.js';

import { readDecimal, writeDecimal } from './arithmetic.ts';
import { computeTotals, type LineInput, type TotalsInput } from './compute-totals.ts';
import { minorUnits } from './currency.ts';
import type { Decimal } from './decimal.ts';
import type { Line } from './line.ts';
import { taxCategoryKey } from './tax-groups.ts';
import type { TaxSubtotal } from './tax.ts';
import type { Totals } from './totals.ts';

/** An amount that a document states and that does not follow from its lines. */
export interface TotalsDifference {
  /** Which amount: `totals.taxAmount`, `lines[0].lineExtensionAmount`, `taxSubtotals[S 21].taxAmount`. */
  readonly path: string;
  /** `null` if the document omits it. */
  readonly stated: Decimal | null;
  /** `null` if the lines give none. */
  readonly computed: Decimal | null;
}

export interface StatedTotals extends Pick<TotalsInput, 'currency' | 'allowanceCharges'> {
  readonly lines: readonly (LineInput & Pick<Line, 'lineExtensionAmount'>)[];
  readonly taxSubtotals: readonly TaxSubtotal[];
  readonly totals: Totals;
}

/**
 * Compares the amounts that a document states with those of {@link computeTotals}, and lists those
 * that differ in value (`21` and `21.00` do not). An empty list means that the document is
 * consistent. The prepaid amount and the rounding of the payable amount are taken as stated.
 *
 * The tax of a rate may differ by less than one unit of the currency, as in the validation rules of
 * EN 16931 (BR-CO-17, BR-S-09): many vendors round it per line, and the standard per rate. It is
 * then taken as stated, and the totals have to follow it. {@link toleratedTaxes} lists where that
 * happened.
 *
 * @throws {AmountError} as `computeTotals` does
 */
export function checkTotals(document: StatedTotals): readonly TotalsDifference[] {
  return compare(document).differences;
}

/**
 * The taxes that {@link checkTotals} takes as stated although the standard rounds them differently:
 * what to tell people whose books are a cent off.
 *
 * @throws {AmountError} as `computeTotals` does
 */
export function toleratedTaxes(document: StatedTotals): readonly TotalsDifference[] {
  return compare(document).tolerated;
}

/** One unit of the currency, whatever its minor units: how far the tax of a rate may be off. */
const taxTolerance = '1';

/** The totals that include a tax (BR-CO-14 to BR-CO-16). */
const totalsWithTax: ReadonlySet<string> = new Set([
  'totals.taxAmount',
  'totals.taxInclusiveAmount',
  'totals.payableAmount',
]);

function compare(document: StatedTotals): {
  readonly differences: readonly TotalsDifference[];
  readonly tolerated: readonly TotalsDifference[];
} {
  const { prepaidAmount, payableRoundingAmount } = document.totals;
  const computed = amountsByPath(
    computeTotals({ ...document, prepaidAmount, payableRoundingAmount }),
  );
  const stated = amountsByPath({
    ...document,
    lineExtensionAmounts: document.lines.map((line) => line.lineExtensionAmount),
  });
  const difference = (path: string): TotalsDifference => ({
    path,
    stated: write(stated.get(path), document.currency),
    computed: write(computed.get(path), document.currency),
  });

  let taxOff = readDecimal('0');
  const tolerated: TotalsDifference[] = [];
  for (const [path, amount] of computed) {
    const off = path.endsWith('].taxAmount') && stated.get(path)?.minus(amount);
    if (!off || off.eq('0') || off.abs().gte(taxTolerance)) continue;
    tolerated.push(difference(path));
    computed.set(path, amount.plus(off));
    taxOff = taxOff.plus(off);
  }
  for (const path of totalsWithTax) {
    const amount = computed.get(path);
    if (amount) computed.set(path, amount.plus(taxOff));
  }
  const differences = [...new Set([...stated.keys(), ...computed.keys()])]
    .filter((path) => {
      const amount = computed.get(path);
      return !amount || !stated.get(path)?.eq(amount);
    })
    .map(difference);
  return { differences, tolerated };
}

function write(amount: Big | undefined, currency: StatedTotals['currency']): Decimal | null {
  return amount === undefined ? null : writeInFull(amount, minorUnits(currency));
}

function amountsByPath(document: {
  readonly lineExtensionAmounts: readonly Decimal[];
  readonly taxSubtotals: readonly TaxSubtotal[];
  readonly totals: Totals;
}): Map<string, Big> {
  const amounts = new Map<string, Big>();
  // Summed, as a vendor may list one rate in several entries.
  const add = (path: string, amount: Decimal): void => {
    const soFar = amounts.get(path);
    amounts.set(path, soFar === undefined ? readDecimal(amount) : soFar.plus(readDecimal(amount)));
  };
  document.lineExtensionAmounts.forEach((amount, index) => {
    add(`lines[${index}].lineExtensionAmount`, amount);
  });
  for (const { taxCategory, taxableAmount, taxAmount } of document.taxSubtotals) {
    const path = `taxSubtotals[${taxCategoryKey(taxCategory)}]`;
    add(`${path}.taxableAmount`, taxableAmount);
    add(`${path}.taxAmount`, taxAmount);
  }
  for (const [member, amount] of Object.entries(document.totals)) add(`totals.${member}`, amount);
  return amounts;
}

/** With the currency's number of digits, or with more if those make the difference. */
function writeInFull(amount: Big, fractionDigits: number): Decimal {
  const text = writeDecimal(amount);
  const digits = text.split('.')[1]?.length ?? 0;
  return digits > fractionDigits ? text : writeDecimal(amount, fractionDigits);
}
