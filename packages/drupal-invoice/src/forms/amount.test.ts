import { expect, test } from 'vitest';

import { amountText } from './amount.ts';
import { toNewItem } from './item.ts';

test.each([
  ['0.12345678901234567891', '0.12345678901234567891'],
  [' 50.75 ', '50.75'],
  ['1,50', '1,50'],
  [50.75, '50.75'],
  [0.1 + 0.2, '0.3'],
  [1e-7, '0.0000001'],
  [1e21, '1000000000000000000000'],
  [9_007_199_254_740_991, '9007199254740991'],
  [-3, '-3'],
  [Number.NaN, 'NaN'],
  [null, ''],
  [[1], '[1]'],
])('the amount %j is %j', (amount, text) => {
  expect(amountText(amount)).toBe(text);
});

test('an item has a price always, and the rest when it is filled in', () => {
  expect(toNewItem({ description: 'SMS', quantity: 2, unitcost: 0.5, vat: '' })).toEqual({
    description: 'SMS',
    quantity: '2',
    unitcost: '0.5',
  });
  expect(toNewItem({ quantity: null, vat: 21, weight: 3 })).toEqual({
    unitcost: '',
    vat: '21',
    weight: 3,
  });
});
