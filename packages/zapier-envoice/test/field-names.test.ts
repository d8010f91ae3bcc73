import { misnamedFields, stepsOf } from '@invoice-relay/zapier-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import app from '../src/index.ts';
import { createInvoice, openAccount } from './support/account.ts';
import type { Account } from './support/account.ts';

let account: Account;
beforeAll(async () => {
  account = await openAccount();
});
afterAll(() => account[Symbol.asyncDispose]());

test.each(stepsOf(app))('errors of %s call fields what its form calls them', async (step) => {
  const found = await misnamedFields({
    app,
    step,
    tester: account.tester,
    filledIn: { line_items: [{ unit_price: '1' }], repeats: 'yes' },
    // It shortens a list in the editor.
    ignored: ['filter_client_id'],
  });
  expect(found).toEqual([]);
});

test('what Envoice complains of is called what the form calls it', async () => {
  const { tester, proxy } = account;
  const refused = (...Messages: string[]) => ({
    status: 400,
    body: { IsFaulted: true, ErrorMessages: Messages },
  });
  proxy.answer('order/new', refused('model.Name: bad', 'model.OrderBillingDetails.CountryId: bad'));
  const order = { line_items: [{ unit_price: '1' }] };
  await expect(tester.create('create_order', order)).rejects.toThrow(
    'Look at: Order Name, Billing Country.',
  );
  const { id } = await createInvoice(account);
  const change = { invoice_id: id, attachments: [{ file_link: 'https://example.com/a.pdf' }] };
  proxy.answer('invoice/update', refused('model.Attachments[0].Link: bad'));
  await expect(tester.create('update_invoice', change)).rejects.toThrow(
    'Look at: Attachments 1 → File Link.',
  );
  const line = { invoice_id: id, line_items: [{ id: '999999', unit_price: '1' }] };
  await expect(tester.create('update_invoice', line)).rejects.toThrow('Line Items 1 → Line Item: ');
});
