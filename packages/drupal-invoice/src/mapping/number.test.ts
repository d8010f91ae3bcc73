import { expect, test } from 'vitest';

import { invoiceNumber } from './number.ts';

const made = {
  prefix: '%Y',
  leadingZeros: 4,
  id: '7',
  date: Date.UTC(2026, 10, 20, 10),
  timeZone: 'UTC',
};

test('invoice 7 of 2026 reads 20260007', () => {
  expect(invoiceNumber(made)).toBe('20260007');
});

test.each([
  [4, '12345', '202612345'],
  [0, '7', '20267'],
  [null, '7', '20267'],
  [6, '7', '2026000007'],
])('leading zeros of %j make %s into %s', (leadingZeros, id, number) => {
  expect(invoiceNumber({ ...made, leadingZeros, id })).toBe(number);
});

test.each([
  [null, '0007'],
  ['', '0007'],
  ['INV-', 'INV-0007'],
  ['100%%-', '100%-0007'],
  ['%y/%m-', '26/11-0007'],
])('a prefix of %j gives %s', (prefix, number) => {
  expect(invoiceNumber({ ...made, prefix })).toBe(number);
});

const pattern = '%Y %y %C %m %d %e %j %u %w %G %g %V %U %W %D %F ';

// As `date -u -d 2026-11-20 "+$pattern"` of GNU coreutils writes them.
test.each([
  ['2026-11-20', '2026 26 20 11 20 20 324 5 5 2026 26 47 46 46 11/20/26 2026-11-20 '],
  ['2027-01-01', '2027 27 20 01 01  1 001 5 5 2026 26 53 00 00 01/01/27 2027-01-01 '],
  ['2021-01-03', '2021 21 20 01 03  3 003 7 0 2020 20 53 01 00 01/03/21 2021-01-03 '],
  ['2020-12-31', '2020 20 20 12 31 31 366 4 4 2020 20 53 52 52 12/31/20 2020-12-31 '],
  ['2018-12-31', '2018 18 20 12 31 31 365 1 1 2019 19 01 52 53 12/31/18 2018-12-31 '],
])('writes what %s is to strftime', (date, prefix) => {
  const options = { ...made, prefix: pattern, date: Date.parse(date), leadingZeros: 0, id: '1' };
  expect(invoiceNumber(options)).toBe(`${prefix}1`);
});

test('the year is that of the site', () => {
  const date = Date.UTC(2026, 11, 31, 23, 30);
  expect(invoiceNumber({ ...made, date })).toBe('20260007');
  expect(invoiceNumber({ ...made, date, timeZone: 'Europe/Amsterdam' })).toBe('20270007');
});

test.each(['%B', '%H', '%Q', '%', '%Y%'])('%s is not ours to know', (prefix) => {
  expect(invoiceNumber({ ...made, prefix })).toBeNull();
});

test('is not known without the date that it needs, and is when it needs none', () => {
  expect(invoiceNumber({ ...made, date: null })).toBeNull();
  expect(invoiceNumber({ ...made, date: null, prefix: '%%' })).toBe('%0007');
});

test.each([
  ['neither prefix nor zeros', { prefix: null, leadingZeros: null }],
  ['an id that is no number', { id: 'new' }],
  ['more zeros than a number has digits', { leadingZeros: 1e9 }],
])('is not made of %s', (_, strange) => {
  expect(invoiceNumber({ ...made, ...strange })).toBeNull();
});
