import { expect, test } from 'vitest';

import { sample } from '../../test/support/sample.ts';
import type { NewDrupalInvoice } from './invoice.ts';
import { writeDrupalInvoice } from './write-invoice.ts';

const write = (invoice: unknown) =>
  JSON.parse(writeDrupalInvoice(invoice as NewDrupalInvoice)) as unknown;

test("writes the vendor's sample with its values", () => {
  expect(write(sample)).toEqual({
    ...sample,
    leading_zeros: 4,
    customer: { ...(sample['customer'] as object), building_number: '1', coc_number: '12345678' },
  });
});

test('writes partial input: omitted members are not sent, null is', () => {
  expect(write({ pay_status: 'paid' })).toEqual({ pay_status: 'paid' });
  expect(write({ pay_status: 'paid', prefix: undefined, customer: { city: null } })).toEqual({
    pay_status: 'paid',
    customer: { city: null },
  });
  expect(write({ customer: null, items: [] })).toEqual({ customer: null, items: [] });
});

test('writes a customer number as a number, and text that may have leading zeros as text', () => {
  const customer = { customer_number: 'A7', building_number: '0012', coc_number: '0012345' };
  expect(write({ customer })).toEqual({ customer });
  const given = { customer_number: '7', building_number: 12, zipcode: 1234 };
  expect(write({ customer: given, pay_limit: '14' })).toEqual({
    customer: { customer_number: 7, building_number: '12', zipcode: '1234' },
    pay_limit: 14,
  });
});

test('writes integers as numbers, and blank text as it is', () => {
  expect(write({ leading_zeros: '4', pay_limit: ' 14 ' })).toEqual({
    leading_zeros: 4,
    pay_limit: 14,
  });
  expect(write({ leading_zeros: '', pay_limit: '' })).toEqual({ leading_zeros: '', pay_limit: '' });
});

test('amounts keep their digits; other members are written as they are', () => {
  const item = { quantity: '1.50', unitcost: '0.12345678901234567891', vat: null, weight: 3 };
  expect(write({ items: [item], own: { a: [1] } })).toEqual({ items: [item], own: { a: [1] } });
  expect(write({ items: [{ quantity: 28, unitcost: ' +.5 ' }] })).toEqual({
    items: [{ quantity: '28', unitcost: '0.5' }],
  });
});

test.each([
  [{ items: [{ unitcost: '1,50' }] }, /items\[0\]\.unitcost must be decimal text.*decimal point/],
  [{ items: [{ quantity: 0.1 }] }, /items\[0\]\.quantity .*cannot represent/],
  [{ items: {} }, /items must be a list/],
  [{ items: ['x'] }, /items\[0\] must be an object/],
  [{ customer: [] }, /customer must be an object/],
  [{ customer: { city: {} } }, /customer\.city must be text/],
  [{ items: [{ unitcost: [1] }] }, /items\[0\]\.unitcost must be decimal text/],
  [{ items: [{ weight: 128 }] }, /items\[0\]\.weight must be .* to 127/],
  [{ leading_zeros: 'x' }, /leading_zeros must be a whole number/],
  [{ leading_zeros: true }, /leading_zeros must be a whole number/],
  [{ pay_limit: 1.5 }, /pay_limit must be a whole number/],
  [{ pay_limit: 'soon' }, /pay_limit must be a whole number/],
  ['text', /sent as an object/],
])('refuses %j', (invoice, message) => {
  expect(() => write(invoice)).toThrow(TypeError);
  expect(() => write(invoice)).toThrow(message);
});
