import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { InputError } from '../errors/index.ts';
import { readTypedDecimal, readTypedNumber, readTypedWholeNumber } from './typed-number.ts';

const field = 'Line Items 2 → Unit Price';
const read = (value: unknown) => readTypedDecimal({ value, field });
const refusal = (value: unknown, isPercentage = false): InputError => {
  try {
    readTypedDecimal({ value, field, isPercentage });
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(value)} was taken`);
};

test.each([
  ['1210.50', '1210.50'],
  [' 50.75 ', '50.75'],
  ['10\n', '10'],
  ['0.12345678901234567890', '0.12345678901234567890'],
  ['-0.05', '-0.05'],
  ['−3', '-3'],
  ['+.5', '0.5'],
  ['5.', '5'],
  ['007', '7'],
  ['1e3', '1000'],
  ['1.5E-3', '0.0015'],
  ['-0', '0'],
  // With thousands parted.
  ['1 234 567.89', '1234567.89'],
  ['1\u00a0234\u202f567', '1234567'],
  ['1 210.50', '1210.50'],
  ["1'234'567.89", '1234567.89'],
  ['1’234,50', '1234.50'],
  // With a decimal comma.
  ['19,99', '19.99'],
  ['-0,125', '-0.125'],
  [',5', '0.5'],
  ['1234,567', '1234.567'],
  ['1,2345', '1.2345'],
  ['1.234,567', '1234.567'],
  ['1.234.567,8', '1234567.8'],
  ['1 234,567', '1234.567'],
  // Of JavaScript.
  [50.75, '50.75'],
  [0.1 + 0.2, '0.3'],
  [1.005 * 1000, '1005'],
  [1e-7, '0.0000001'],
  [1e21, '1000000000000000000000'],
  [9_007_199_254_740_991, '9007199254740991'],
  [-0, '0'],
])('%j is %s', (given, expected) => {
  expect(read(given)).toBe(expected);
});

describe('rejects, with what was read and what to write', () => {
  test.each([
    ['5 10', '“5 10” is not one number but 2: 5 and 10', /pick one of them/],
    ['1 2', '“1 2” is not one number but 2: 1 and 2', /its own line/],
    ['10\n20', String.raw`“10\n20” is not one number but 2: 10 and 20`, /./],
    ['5.00, 10.00', '“5.00, 10.00” is not one number but 2: 5.00 and 10.00', /./],
    ['5.00,10.00', '“5.00,10.00” is not one number but 2: 5.00 and 10.00', /./],
    ['1,2,3', '“1,2,3” is not one number but 3: 1 and 2 and 3', /./],
    ['1,234', '“1,234” is ambiguous', /^Write it as 1\.234 or as 1234\.$/],
    ['-10,200', '“-10,200” is ambiguous', /as -10\.200 or as -10200\./],
    ['1,210.50', '“1,210.50” is ambiguous', /^Write it as 1210\.50\.$/],
    ['100,200,300', '“100,200,300” is ambiguous', /100200300/],
    ['1210.50 EUR', '“1210.50 EUR” is not a number', /no currency/],
    ['21%', '“21%” is a percentage, but a number is expected', /percent sign/],
  ])('%j', (given, problem, fix) => {
    const { message, description } = refusal(given);
    expect(message).toBe(`${field}: ${problem}`);
    expect(description).toMatch(fix);
  });

  test.each([
    '€ 5',
    '5 €',
    'EUR 5',
    'NaN',
    'Infinity',
    '0x10',
    '1_000',
    '-',
    '.',
    ',',
    '- 5',
    '1 23',
    '12 34',
    '0 200',
    '1234 567',
    '1 234 56',
    "1 234'567",
    '1\n234',
    '1	234',
    '5  100',
    '1.234.567',
    '12.34,56',
    '1.23,4',
    '1..2',
    '1,,2',
    '٣',
    '１２',
    '1e1000',
    '1,5e3',
    '(5)',
    true,
    false,
    {},
    [5],
    Number.NaN,
    Number.POSITIVE_INFINITY,
  ])('%j', (given) => {
    const { message, description } = refusal(given);
    expect(message).toMatch(/^Line Items 2 → Unit Price: “.*” is not (?:a|one) number/);
    expect(description).not.toBe('');
  });

  test.each(['', ' ', '\u00a0\n', null, undefined])('%j, which is empty', (given) => {
    expect(refusal(given).message).toBe(`${field}: this is empty`);
  });

  test('more digits than an amount can have', () => {
    for (const value of ['1e300', 1e300, `0.${'3'.repeat(60)}`]) {
      expect(refusal(value).message).toMatch(/more digits than an amount can have/);
    }
    expect(refusal('1'.repeat(100_000)).message).toMatch(/^.{1,120}$/);
  });
});

test('a percentage may have a percent sign', () => {
  const percentage = (value: unknown) => readTypedDecimal({ value, field, isPercentage: true });
  expect(['21%', '8,1 %', '21', 21, ' -5.5\u00a0% '].map(percentage)).toEqual([
    '21',
    '8.1',
    '21',
    '21',
    '-5.5',
  ]);
  for (const value of ['%', '%21', '21%%', '5 10%', '21 percent']) refusal(value, true);
});

test('returns a JavaScript number if it keeps every digit', () => {
  expect(readTypedNumber({ value: '1 210,50', field })).toBe(1210.5);
  expect(readTypedNumber({ value: '123456789012345', field })).toBe(123_456_789_012_345);
  expect(readTypedNumber({ value: '-12345.6789012345', field })).toBe(-12_345.678_901_234_5);
  expect(readTypedNumber({ value: '0.00123456789012345', field })).toBe(0.001_234_567_890_123_45);
  expect(readTypedNumber({ value: '0.10000000000000000000', field })).toBe(0.1);
  for (const value of ['0.1234567890123456', '9007199254740993', 9_007_199_254_740_991]) {
    expect(() => readTypedNumber({ value, field })).toThrow(/more digits than can be stored/);
  }
});

test('whole numbers are whole', () => {
  expect(readTypedWholeNumber({ value: '1 400', field })).toBe(1400);
  expect(() => readTypedWholeNumber({ value: '1.5', field })).toThrow(
    /“1.5” is not a whole number/,
  );
});

test.each([
  ['abc', 'is not a number', 'Use digits only, such as 14.'],
  ['€ 5', 'is not a number', 'Use digits only, such as 14.'],
  // With decimals it would not be one.
  ['1,234', 'is ambiguous', 'Write it as 1234.'],
  ['1,234.5', 'is not a whole number', 'Remove the decimal part.'],
])('the hint for %j where a whole number belongs', (value, problem, description) => {
  expect(() => readTypedWholeNumber({ value, field })).toThrow(
    expect.objectContaining({ message: `${field}: “${value}” ${problem}`, description }),
  );
});

describe('for any input', () => {
  const digits = fc.bigInt({ min: 0n, max: 10n ** 18n });
  const fraction = fc.stringMatching(/^\d{0,8}$/);
  const parting = fc.constantFrom(' ', '\u00a0', '\u202f', "'", '’');

  test('a number is the same in every notation', () => {
    fc.assert(
      fc.property(digits, fraction, parting, (whole, behind, sign) => {
        const grouped = String(whole).replaceAll(/\B(?=(?:\d{3})+$)/g, sign);
        const written = behind === '' ? String(whole) : `${whole}.${behind}`;
        expect(read(behind === '' ? grouped : `${grouped}.${behind}`)).toBe(written);
        // Of three digits behind a comma nobody knows what they are, unless something tells.
        const isSure = behind.length !== 3 || whole >= 1000n || whole === 0n;
        fc.pre(behind !== '' && isSure);
        expect(read(`${grouped},${behind}`)).toBe(written);
      }),
    );
  });

  test('two numbers never become one, except for thousands', () => {
    const between = fc.constantFrom(' ', '\n', '\t', ', ', ';', '  ', '\r\n', ' \u00a0');
    fc.assert(
      fc.property(digits, digits, between, (one, other, space) => {
        fc.pre(!(space === ' ' && String(other).length === 3));
        const { message } = refusal(`${one}${space}${other}`);
        expect(message).toContain(String(one));
      }),
    );
  });

  test('any text is a decimal number or an InputError', () => {
    const text = fc.oneof(fc.string(), fc.stringMatching(/^[-+\d.,' %eE\u00a0\n]{0,16}$/));
    fc.assert(
      fc.property(text, (given) => {
        let decimal: string;
        try {
          decimal = read(given);
        } catch (error) {
          if (error instanceof InputError) return;
          throw error;
        }
        expect(decimal).toMatch(/^-?\d+(?:\.\d+)?$/);
        // No digit is made up, but by an exponent, and none is lost, but zeros.
        const kept = (of: string) => of.replaceAll(/\D/g, '').replace(/^0+/, '').replace(/0+$/, '');
        fc.pre(!/e/i.test(given));
        expect(kept(decimal)).toBe(kept(given));
      }),
    );
  });
});
