import * as v from 'valibot';
import { expect, test } from 'vitest';

import { decimalSchema } from './decimal.ts';

test.each(['0', '0.00', '7', '-7', '1210.00', '-0.5', '-0.05', '0.000001', '9'.repeat(40)])(
  'takes %s',
  (text) => {
    expect(v.parse(decimalSchema, text)).toBe(text);
  },
);

test.each([
  '',
  '-',
  '-0',
  '-0.00',
  '+1',
  '01',
  '1.',
  '.5',
  '1e3',
  '1,50',
  '1 000',
  ' 1',
  '1\n',
  'NaN',
  'Infinity',
  '0x10',
  '١',
  '9'.repeat(41),
  1.5,
  null,
])('refuses %j', (value) => {
  expect(v.is(decimalSchema, value)).toBe(false);
});

test('says what to write instead', () => {
  const { issues } = v.safeParse(decimalSchema, '1,50');
  expect(issues?.[0].message).toBe(
    'Write a decimal number as text in plain notation, such as "1210.00" or "-0.5".',
  );
});
