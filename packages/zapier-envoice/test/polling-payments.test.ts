import type { Json } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import { sharedAccount } from './support/account.ts';

const account = sharedAccount();

/** An account with one invoice, in the list and whole. */
async function paymentsOf(invoice: object): Promise<readonly Json[]> {
  const whole = { Id: 7, Number: 'INV-7', Currency: { Value: 'EUR' }, ...invoice };
  const { proxy, tester } = account;
  proxy.answer('invoice/all', { status: 200, body: { Result: [whole], TotalCount: 1 } });
  proxy.answer('invoice/details', { status: 200, body: whole });
  return await tester.trigger('new_payment', { inputData: {} });
}

const Payments = [{ Id: 61, Amount: 10, PaidOn: '2026-11-20T00:00:00Z' }];

test.each([
  ['Paid', false, true],
  ['Unpaid', true, true],
  ['Overdue', true, true],
  ['Unpaid', false, false],
  ['Overdue', false, false],
  ['Draft', true, false],
  ['Void', true, false],
])(
  'an invoice that is %s, and may be paid in part: %s, is read: %s',
  async (Status, may, isRead) => {
    const found = await paymentsOf({ Status, EnablePartialPayments: may, Payments });
    expect(found.map(({ id }) => id)).toEqual(isRead ? ['61'] : []);
  },
);

test('payments that Envoice gives no ID still start a Zap each, and once', async () => {
  const invoice = { Status: 'Paid', Payments: [{ Amount: 10 }, { Amount: 20 }] };
  const found = await paymentsOf(invoice);
  expect(found.map(({ amount }) => amount)).toEqual(['10.00', '20.00']);
  const ids = found.map(({ id }) => id);
  expect(new Set(ids).size).toBe(2);
  expect((await paymentsOf(invoice)).map(({ id }) => id)).toEqual(ids);
  // Nor are they taken for those of another invoice.
  expect((await paymentsOf({ ...invoice, Id: 8 })).filter(({ id }) => ids.includes(id))).toEqual(
    [],
  );
});
