import { expect, test } from 'vitest';

import { readDrupalInvoice } from '../model/index.ts';
import { changedMembers, isDocumented, readContent } from './content.ts';

const sample = {
  leading_zeros: '4',
  description: 'Work',
  pay_status: 'unpaid',
  customer: { customer_number: 1, city: 'Amsterdam', account: { group: 'a', level: 2 } },
  items: [{ description: 'Hours', quantity: '1', unitcost: '50.75', vat: '21', line: 1 }],
};

function content(value: Parameters<typeof readDrupalInvoice>[0]) {
  const invoice = readDrupalInvoice(value);
  if (!invoice) throw new Error('This is no invoice.');
  return readContent(invoice);
}

const changes = (value: Parameters<typeof readDrupalInvoice>[0]) =>
  changedMembers(content(sample), content(value));

test('other clothes are no change', () => {
  expect(
    changes({
      items: {
        '0': { vat: 21, line: '1', unitcost: 50.75, quantity: '1.00', description: 'Hours' },
      },
      customer: { account: { level: '2', group: 'a' }, city: 'Amsterdam', customer_number: '1' },
      description: 'Work',
      pay_status: 'unpaid',
      leading_zeros: 4,
      template: '',
      prefix: null,
      extra: [],
    }),
  ).toEqual([]);
});

test('each change is named by its member', () => {
  const { customer, items } = sample;
  const [item] = items;
  expect(changes({ ...sample, description: null })).toEqual(['description']);
  expect(changes({ ...sample, customer: { ...customer, city: 'Ede' } })).toEqual(['customer.city']);
  expect(changes({ ...sample, customer: { ...customer, account: {} } })).toEqual([
    'customer.account',
  ]);
  expect(changes({ ...sample, items: [{ ...item, quantity: '2' }] })).toEqual(['items']);
  expect(changes({ ...sample, items: [{ ...item, line: 2 }] })).toEqual(['items.line']);
  expect(changes({ ...sample, items: [] })).toEqual(['items', 'items.line']);
  expect(changes({ ...sample, workflow: 'sent' })).toEqual(['workflow']);
});

test('what the vendor documents is told from what the site adds', () => {
  expect(['pay_status', 'customer.city', 'items'].every(isDocumented)).toBe(true);
  expect(['views', 'customer.account', 'items.line'].some(isDocumented)).toBe(false);
});

test.for([
  [{ created: 1_795_000_000 }, 'created 1795000000'],
  [{ created: '2026-11-20T10:00:00Z' }, 'created 2026-11-20T10:00:00Z'],
  [{ created: '2026-11-20' }, null],
  [{ created: 'an hour ago' }, null],
  [
    { uuid: 'f47ac10b-58cc-4372-a567-0e02b2c3d479', created: 1 },
    'uuid f47ac10b-58cc-4372-a567-0e02b2c3d479',
  ],
  [{}, null],
] as const)('of its own making %o says %s', ([members, birth]) => {
  expect(content({ ...sample, ...members }).birth).toBe(birth);
});
