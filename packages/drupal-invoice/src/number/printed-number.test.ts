import { readFileSync } from 'node:fs';

import { expect, test } from 'vitest';

import { idsOfNumber } from './ids-of-number.ts';
import { printedNumber } from './printed-number.ts';

const made = { prefix: '%Y', leadingZeros: 4, id: 7, created: '2026-11-28 17:24:20' };

/** The output of PHP's own `date`. */
const { dates } = JSON.parse(
  readFileSync(new URL('../../test/fixtures/php.json', import.meta.url), 'utf8'),
) as {
  readonly dates: readonly {
    readonly created: string;
    readonly timeZone: string;
    readonly letters: Readonly<Record<string, string>>;
  }[];
};

test.each(dates)(
  'the letters of PHP at $created in $timeZone',
  ({ created, timeZone, letters }) => {
    for (const [letter, text] of Object.entries(letters)) {
      const prefix = `%${letter}-`;
      const number = printedNumber({ prefix, leadingZeros: 0, id: 1, created, timeZone });
      expect([letter, number]).toEqual([letter, `${text}-1`]);
    }
  },
);

test.each([
  [4, 7, '20260007'],
  [4, 12_345, '202612345'],
  [0, 7, '20267'],
  [null, 7, '20267'],
  [6, 7, '2026000007'],
])('leading zeros of %j turn %j into %s', (leadingZeros, id, number) => {
  expect(printedNumber({ ...made, leadingZeros, id })).toBe(number);
});

test.each([
  [null, '0007'],
  ['', '0007'],
  ['A%Y', 'A20260007'],
  ['%Y-', '2026-0007'],
  ['INV/%Y/', 'INV/2026/0007'],
  ['%Y%b', '2026b0007'],
  ['F', 'F0007'],
  ['%n%j-%M', '1128-Nov0007'],
  ['100%', '100%0007'],
  ['%q%%', 'q%0007'],
])('a prefix of %j yields %s', (prefix, number) => {
  expect(printedNumber({ ...made, prefix })).toBe(number);
});

test('is null without the moment or the zone that it needs', () => {
  expect(printedNumber({ ...made, created: null })).toBeNull();
  expect(printedNumber({ ...made, created: '0000-00-00 00:00:00' })).toBeNull();
  expect(printedNumber({ ...made, prefix: 'A', created: null })).toBe('A0007');
  expect(printedNumber({ ...made, prefix: '%P' })).toBeNull();
  expect(printedNumber({ ...made, prefix: '%T', timeZone: 'UTC' })).toBeNull();
  expect(printedNumber({ ...made, leadingZeros: 1e9 })).toBeNull();
});

test.each([
  ['A20260007', [7, 60_007, 260_007, 20_260_007]],
  ['7', [7]],
  ['2026-0100', [100]],
  ['INV', []],
  ['0000', []],
])('%s belongs to one of the invoices %j', (number, ids) => {
  expect(idsOfNumber(number)).toEqual(ids);
});
