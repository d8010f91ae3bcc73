import { expect, test } from 'vitest';

import { readDrupalInvoice } from '../model/index.ts';
import { withChanges } from './whole-invoice.ts';

const whole = (members: object, changes = {}) =>
  withChanges({ invoice: readDrupalInvoice({ ...members } as never)!, changes });

test('a whole invoice is what the site gives of the documented members, with the changes', () => {
  const members = {
    id: 7,
    created: 1,
    pay_limit: 14,
    description: null,
    customer: { company_name: 'Awesome company', city: 'Amsterdam', state: null, own: 1 },
    items: [{ description: null, quantity: '28', unitcost: '0.22', weight: 3 }],
  };
  const changes = { customer: { city: 'Utrecht' }, pay_status: 'paid' };
  expect(whole(members, changes)).toStrictEqual({
    pay_limit: 14,
    pay_status: 'paid',
    customer: { company_name: 'Awesome company', city: 'Utrecht' },
    items: [{ quantity: '28', unitcost: '0.22' }],
  });
});

test.each([{}, { customer: [], items: [] }, { customer: null }, { customer: { city: null } }])(
  'nothing is made up of %j',
  (members) => {
    expect(whole(members, { prefix: 'A' })).toStrictEqual({ prefix: 'A' });
  },
);

test('items that change take the place of all', () => {
  const items = [{ unitcost: '1' }];
  expect(whole({ items: [{ unitcost: '2' }, { unitcost: '3' }] }, { items })).toStrictEqual({
    items,
  });
});
