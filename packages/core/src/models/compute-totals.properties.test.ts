import fc from 'fast-check';
import { expect, test } from 'vitest';

import { computeTotals, type LineInput, type TotalsInput } from './compute-totals.ts';
import { minorUnits } from './currency.ts';

/** A second reading of EN 16931, in whole numbers only: fractions of BigInt, rounded by hand. */
interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function fraction(text: string): Fraction {
  const [whole = '', digits = ''] = text.split('.');
  return { numerator: BigInt(whole + digits), denominator: 10n ** BigInt(digits.length) };
}

const add = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.denominator + b.numerator * a.denominator,
  denominator: a.denominator * b.denominator,
});
const multiply = (a: Fraction, b: Fraction): Fraction => ({
  numerator: a.numerator * b.numerator,
  denominator: a.denominator * b.denominator,
});
const invert = (a: Fraction): Fraction => ({
  numerator: a.denominator,
  denominator: a.numerator,
});
const negate = (a: Fraction): Fraction => ({ ...a, numerator: -a.numerator });

/** In minor units, half away from zero. */
function toMinorUnits(value: Fraction, digits: number): bigint {
  const scaled = value.numerator * 10n ** BigInt(digits);
  const magnitude = scaled < 0n ? -scaled : scaled;
  const doubled = (2n * magnitude + value.denominator) / (2n * value.denominator);
  return scaled < 0n ? -doubled : doubled;
}

function minor(text: string): bigint {
  return BigInt(text.replace('.', ''));
}

function reference(input: TotalsInput) {
  const digits = minorUnits(input.currency);
  const unit = { numerator: 1n, denominator: 10n ** BigInt(digits) };
  const lines = input.lines.map((line) => {
    const net = multiply(
      multiply(fraction(line.quantity), fraction(line.priceAmount)),
      invert(fraction(line.baseQuantity ?? '1')),
    );
    const adjusted = (line.allowanceCharges ?? []).reduce((total, { chargeIndicator, amount }) => {
      return add(total, chargeIndicator ? fraction(amount) : negate(fraction(amount)));
    }, net);
    return toMinorUnits(adjusted, digits);
  });
  const taxable = new Map<string, bigint>();
  input.lines.forEach(({ taxCategory: { id, percent } }, index) => {
    const key = `${id}|${percent}`;
    taxable.set(key, (taxable.get(key) ?? 0n) + lines[index]!);
  });
  for (const { chargeIndicator, amount, taxCategory } of input.allowanceCharges ?? []) {
    const key = `${taxCategory.id}|${taxCategory.percent}`;
    const units = toMinorUnits(fraction(amount), digits);
    taxable.set(key, (taxable.get(key) ?? 0n) + (chargeIndicator ? units : -units));
  }
  const taxes = [...taxable].map(([key, amount]) => {
    const percent = key.split('|')[1]!;
    const rate = multiply(fraction(percent), { numerator: 1n, denominator: 100n });
    return toMinorUnits(multiply({ ...unit, numerator: amount }, rate), digits);
  });
  const sum = (values: Iterable<bigint>): bigint => [...values].reduce((a, b) => a + b, 0n);
  return {
    lines,
    taxExclusive: sum(taxable.values()),
    tax: sum(taxes),
    payable:
      sum(taxable.values()) +
      sum(taxes) -
      toMinorUnits(fraction(input.prepaidAmount ?? '0'), digits) +
      toMinorUnits(fraction(input.payableRoundingAmount ?? '0'), digits),
  };
}

function decimal(options: {
  digits: number;
  signed?: boolean;
  max?: bigint;
}): fc.Arbitrary<string> {
  const { digits, signed = false, max = 10n ** 6n } = options;
  return fc
    .tuple(
      fc.bigInt({ min: signed ? -max : 0n, max }),
      fc.stringMatching(new RegExp(`^\\d{0,${digits}}$`)),
    )
    .map(([whole, tail]) => (tail === '' ? `${whole}` : `${whole}.${tail}`));
}

const huge = 10n ** 15n;
// Canonical rates, as the reference compares them as text.
const taxCategory = fc.record({
  id: fc.constantFrom('S', 'Z', 'E', null),
  percent: fc.constantFrom('0', '5.5', '9', '19.6', '21', '7.775'),
});
const line: fc.Arbitrary<LineInput> = fc.record({
  quantity: fc.oneof(
    decimal({ digits: 4, signed: true }),
    decimal({ digits: 2, signed: true, max: huge }),
  ),
  priceAmount: fc.oneof(
    decimal({ digits: 6, signed: true }),
    decimal({ digits: 2, signed: true, max: huge }),
  ),
  baseQuantity: fc.constantFrom(null, '1', '3', '7', '100', '0.5', '12.345'),
  allowanceCharges: fc.array(
    fc.record({ chargeIndicator: fc.boolean(), amount: decimal({ digits: 4 }) }),
    { maxLength: 2 },
  ),
  taxCategory,
});
const document: fc.Arbitrary<TotalsInput> = fc.record({
  currency: fc.constantFrom('EUR', 'JPY', 'BHD', 'CLF', null),
  lines: fc.array(line, { maxLength: 12 }),
  allowanceCharges: fc.array(
    fc.record({ chargeIndicator: fc.boolean(), amount: decimal({ digits: 5 }), taxCategory }),
    { maxLength: 3 },
  ),
  prepaidAmount: decimal({ digits: 3 }),
  payableRoundingAmount: decimal({ digits: 2, signed: true, max: 0n }),
});

test('matches an integer reference implementation to the last digit', () => {
  fc.assert(
    fc.property(document, (input) => {
      const { lineExtensionAmounts, totals } = computeTotals(input);
      const expected = reference(input);
      expect(lineExtensionAmounts.map(minor)).toEqual(expected.lines);
      expect(minor(totals.taxExclusiveAmount)).toBe(expected.taxExclusive);
      expect(minor(totals.taxAmount)).toBe(expected.tax);
      expect(minor(totals.payableAmount)).toBe(expected.payable);
    }),
    { numRuns: 500 },
  );
});

test('the sums of EN 16931 hold', () => {
  fc.assert(
    fc.property(document, (input) => {
      const { lineExtensionAmounts, taxSubtotals, totals } = computeTotals(input);
      const sum = (amounts: readonly string[]): bigint =>
        amounts.reduce((total, amount) => total + minor(amount), 0n);
      const amount = (member: keyof typeof totals): bigint => minor(totals[member]);
      // BR-CO-10, 13, 14, 15, 16, and the taxable amounts make up the total without tax.
      expect(amount('lineExtensionAmount')).toBe(sum(lineExtensionAmounts));
      expect(amount('taxExclusiveAmount')).toBe(
        amount('lineExtensionAmount') -
          amount('allowanceTotalAmount') +
          amount('chargeTotalAmount'),
      );
      expect(amount('taxExclusiveAmount')).toBe(sum(taxSubtotals.map((s) => s.taxableAmount)));
      expect(amount('taxAmount')).toBe(sum(taxSubtotals.map((s) => s.taxAmount)));
      expect(amount('taxInclusiveAmount')).toBe(amount('taxExclusiveAmount') + amount('taxAmount'));
      expect(amount('payableAmount')).toBe(
        amount('taxInclusiveAmount') - amount('prepaidAmount') + amount('payableRoundingAmount'),
      );
    }),
  );
});

test('the order of the lines does not matter', () => {
  const shuffled = document.chain((input) =>
    fc.record({
      input: fc.constant(input),
      lines: fc.shuffledSubarray([...input.lines], { minLength: input.lines.length }),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ input, lines }) => {
      const { lineExtensionAmounts: _, ...expected } = computeTotals(input);
      expect(computeTotals({ ...input, lines })).toMatchObject(expected);
    }),
  );
});

test('a credit note mirrors its invoice', () => {
  const mirror = (text: string): string =>
    /^-?0(\.0*)?$/.test(text) ? text : text.startsWith('-') ? text.slice(1) : `-${text}`;
  const plain = fc.array(
    line.map((entry) => ({ ...entry, allowanceCharges: [] })),
    { maxLength: 6 },
  );
  fc.assert(
    fc.property(plain, (lines) => {
      const invoice = computeTotals({ currency: 'EUR', lines });
      const creditNote = computeTotals({
        currency: 'EUR',
        lines: lines.map((entry) => ({ ...entry, quantity: mirror(entry.quantity) })),
      });
      expect(creditNote.totals.payableAmount).toBe(mirror(invoice.totals.payableAmount));
      expect(creditNote.totals.taxAmount).toBe(mirror(invoice.totals.taxAmount));
    }),
  );
});

test('every amount has exactly the digits of its currency', () => {
  fc.assert(
    fc.property(document, (input) => {
      const digits = minorUnits(input.currency);
      const shape = digits === 0 ? /^-?\d+$/ : new RegExp(`^-?\\d+\\.\\d{${digits}}$`);
      const { lineExtensionAmounts, totals } = computeTotals(input);
      for (const amount of [...lineExtensionAmounts, ...Object.values(totals)]) {
        expect(amount).toMatch(shape);
        expect(amount).not.toMatch(/^-0(\.0*)?$/);
      }
    }),
  );
});
