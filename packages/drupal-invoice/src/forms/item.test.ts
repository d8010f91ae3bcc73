import { expect, test } from 'vitest';

import { toNewItem } from './item.ts';

test('an item always has a price and a quantity, and the other members only if filled in', () => {
  const item = { description: 'SMS', quantity: 2, unitcost: 0.5, vat: '' };
  expect(toNewItem({ item, index: 0 })).toEqual({
    description: 'SMS',
    quantity: '2',
    unitcost: '0.5',
  });
  expect(toNewItem({ item: { unitcost: '0.5' }, index: 0 })).toEqual({
    quantity: '1',
    unitcost: '0.5',
  });
  expect(() => toNewItem({ item: { quantity: 2, weight: 3 }, index: 0 })).toThrow(
    'Line Items 1 → Unit Cost: this is empty',
  );
});

test.each([null, '', ' '])(
  'the quantity %j is refused, as nothing says what it was to be',
  (quantity) => {
    expect(() => toNewItem({ item: { quantity, unitcost: 1 }, index: 0 })).toThrow(
      'Line Items 1 → Quantity: this is empty',
    );
  },
);

test('reads amounts as users write them, with all digits', () => {
  const item = { quantity: '1 234,5', unitcost: '0.12345678901234567890', vat: '21%', weight: 3 };
  expect(toNewItem({ item, index: 0 })).toEqual({
    quantity: '1234.5',
    unitcost: '0.12345678901234567890',
    vat: '21',
    weight: 3,
  });
});

test.each([
  [{ quantity: '1 2', unitcost: '1' }, 'Line Items 3 → Quantity: “1 2” is not one number but 2'],
  [{ unitcost: '5 10' }, 'Line Items 3 → Unit Cost: “5 10” is not one number but 2'],
  [{ unitcost: '5%' }, 'Line Items 3 → Unit Cost: “5%” is a percentage'],
  [{ unitcost: [1] }, 'Line Items 3 → Unit Cost: “[1]” is not a number'],
  [{ unitcost: 1, vat: '21 6' }, 'Line Items 3 → VAT Percentage: “21 6” is not one number but 2'],
])('%j is refused with the name of the field', (item, message) => {
  const labels = { items: 'Line Items' };
  expect(() => toNewItem({ item, index: 2, labels })).toThrow(message);
});
