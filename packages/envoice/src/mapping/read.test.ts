import { VendorError } from '@invoice-relay/core/errors';
import { dateSchema } from '@invoice-relay/core/models';
import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';

import { readCurrency, readDate, readDecimal, readId, readText } from './read.ts';

const decimal = (value: unknown) => readDecimal({ value, member: 'TotalAmount' });

describe('numbers', () => {
  test.each([
    [100, '100'],
    [1298.81, '1298.81'],
    [-0, '0'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    ['1250.50', '1250.5'],
    ['1E3', '1000'],
    ['12345678901234567890.12', '12345678901234567890.12'],
  ])('%s is %s', (value, text) => {
    expect(decimal(value)).toBe(text);
  });

  test.each([
    [0.1 + 0.2, '0.3'],
    [1.005 * 100, '100.5'],
    [1.1 * 1.1, '1.21'],
    [4.35 * 100, '435'],
    ['0.30000000000000004', '0.3'],
    [-(0.1 + 0.7) * 10, '-8'],
  ])('%s was computed as a double, and means %s', (value, text) => {
    expect(decimal(value)).toBe(text);
  });

  test.each([1 / 3, '0.3333333333333333', '1234567890123.456', '123456789012345.67'])(
    '%s has many digits, and keeps them',
    (value) => {
      expect(decimal(value)).toBe(String(value));
    },
  );

  test('an amount of up to 15 digits survives as a double', () => {
    const amounts = fc.tuple(
      fc.integer({ min: 0, max: 9_999_999_999_999 }),
      fc.integer({ min: 0, max: 99 }),
    );
    fc.assert(
      fc.property(amounts, ([whole, cents]) => {
        const text = `${whole}.${String(cents).padStart(2, '0')}`;
        expect(Number(decimal(Number(text)))).toBe(Number(text));
        expect(decimal(Number(text))).toBe(decimal(text));
      }),
    );
  });

  test('a sum of amounts in doubles is the sum of the amounts', () => {
    const cents = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 40 });
    fc.assert(
      fc.property(cents, (amounts) => {
        const computed = amounts.reduce((sum, amount) => sum + amount / 100, 0);
        const exact = amounts.reduce((sum, amount) => sum + amount, 0) / 100;
        // Near zero, only the rounding errors of doubles are left of a sum.
        fc.pre(Math.abs(exact) >= 0.01);
        expect(Number(Number(decimal(computed)).toFixed(2))).toBe(exact);
      }),
    );
  });

  test.each([null, undefined, ''])('%s is null', (value) => {
    expect(decimal(value)).toBeNull();
  });

  test.each([Number.NaN, 'twelve', {}, true])(
    '%s is not a number, and the error says where',
    (value) => {
      expect(() => decimal(value)).toThrow(VendorError);
      expect(() => decimal(value)).toThrow(/TotalAmount/);
    },
  );
});

describe('dates', () => {
  test.each([
    ['2018-02-06T01:00:00+01:00', '2018-02-06'],
    ['2018-07-05T19:00:00-05:00', '2018-07-06'],
    ['2026-11-20T00:00:00.0000000Z', '2026-11-20'],
    ['2026-11-20T00:00:00', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
  ])('%s is midnight in UTC, and so %s', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  test.each([
    ['2026-11-19T23:00:00Z', '2026-11-20'],
    ['2026-06-19T22:00:00.000Z', '2026-06-20'],
    ['2026-12-31T23:00:00+00:00', '2027-01-01'],
    ['2026-11-19T18:30:00Z', '2026-11-20'],
  ])('%s is midnight in Skopje or Delhi, written in UTC, and so %s', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  test.each([
    ['2026-11-20T23:30:00.1234567-05:00', '2026-11-20'],
    ['2026-11-20T23:00:00+02:00', '2026-11-20'],
    ['2026-11-20T23:00:01Z', '2026-11-20'],
    ['2026-11-20T23:07:00Z', '2026-11-20'],
    ['2026-11-20T12:00:00Z', '2026-11-20'],
    ['2026-11-20T05:00:00Z', '2026-11-20'],
    ['2026-11-20T09:30:00Z', '2026-11-20'],
  ])('%s is the day as written', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  test.each([
    ['/Date(1795132800000)/', '2026-11-20'],
    ['/Date(1795129200000)/', '2026-11-20'],
    ['\\/Date(1795132807000+0100)\\/', '2026-11-20'],
    ['/Date(1795172400123)/', '2026-11-20'],
  ])('%s is epoch milliseconds, and so %s', (text, day) => {
    expect(readDate(text)).toBe(day);
  });

  test('whatever is read is a day of the model', () => {
    const moment = fc.date({
      min: new Date('1999-01-01'),
      max: new Date('2502-01-01'),
      noInvalidDate: true,
    });
    const written = fc
      .tuple(moment, fc.constantFrom('', 'Z', '+01:00', '-11:00', '.1234567+14:00'))
      .chain(([date, zone]) => {
        const seconds = date.toISOString().slice(0, 19);
        return fc.constantFrom(
          seconds + zone,
          seconds.replaceAll(':', '.') + zone,
          seconds.slice(0, 10),
          `/Date(${date.getTime()})/`,
        );
      });
    fc.assert(
      fc.property(written, (text) => {
        expect(v.is(v.nullable(dateSchema), readDate(text))).toBe(true);
      }),
    );
  });

  test.each(['0001-01-01T00:00:00', '2026-02-30T00:00:00Z', 'soon', '', null, 0])(
    '%s is not a day',
    (value) => {
      expect(readDate(value)).toBeNull();
    },
  );
});

test('blank texts are null', () => {
  expect(['', '  ', null, 7, 'x'].map(readText)).toEqual([null, null, null, null, 'x']);
});

test('0 is not an id', () => {
  expect([0, '0', null, '', 3971, '3971'].map(readId)).toEqual([
    null,
    null,
    null,
    null,
    '3971',
    '3971',
  ]);
});

test('a currency is its alphabetic code', () => {
  expect(readCurrency({ Value: 'eur' })).toBe('EUR');
  expect(readCurrency({ Value: '978' })).toBeNull();
  expect(readCurrency(null)).toBeNull();
});
