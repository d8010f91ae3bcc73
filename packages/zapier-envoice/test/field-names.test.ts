import { misnamedFields, stepsOf } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';
import type { PlainInputField } from 'zapier-platform-core';

import app from '../src/index.ts';
import { createInvoice, sharedAccount } from './support/account.ts';

const account = sharedAccount();

test.each(stepsOf(app))('errors of %s use the field names of its form', async (step) => {
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

/** Fields in which people pick one of many, that steps read by its id; with what else is filled in. */
const picked: readonly (readonly [step: string, key: string, label: string, more: object])[] = [
  ['update_invoice', 'invoice_id', 'Invoice', { notes: 'A note' }],
  ['add_line_items', 'invoice_id', 'Invoice', { line_items: [{ unit_price: '1' }] }],
  ['change_invoice_status', 'invoice_id', 'Invoice', { status: 'Paid' }],
  ['send_invoice_to_client', 'invoice_id', 'Invoice', {}],
  ['send_invoice_to_accountant', 'invoice_id', 'Invoice', {}],
  ['send_estimate', 'estimate_id', 'Estimate', {}],
  ['convert_estimate', 'estimate_id', 'Estimate', {}],
  ['change_order_status', 'order_id', 'Order', { status: 'Shipped' }],
  ['update_client', 'client_id', 'Client', { name: 'Bob' }],
  ['create_invoice', 'client_id', 'Client', { line_items: [{ unit_price: '1' }] }],
  ['create_estimate', 'client_id', 'Client', { line_items: [{ unit_price: '1' }] }],
  ['create_order', 'product_id', 'Product', { line_items: [{ product_item_id: '1' }] }],
];

test.each(picked)('%s says that the value of %s does not exist', async (step, key, label, more) => {
  const error = await account.tester.create(step, { ...more, [key]: '999999' }).then(
    () => undefined,
    (thrown: Error) => thrown,
  );
  expect(JSON.parse(error!.message).message).toMatch(new RegExp(`^${label}: .*999999`));
});

test('every required field in which one of many is picked is tried with one that is not there', () => {
  const required = Object.entries(app.creates).flatMap(([step, { operation }]) =>
    (operation.inputFields ?? [])
      .map((field) => field as PlainInputField)
      .filter((field) => field.required === true && field.dynamic !== undefined)
      .map(({ key }) => `${step} ${key}`),
  );
  expect(picked.map(([step, key]) => `${step} ${key}`)).toEqual(expect.arrayContaining(required));
});

test.each([
  ['invoice_line_list', 'invoice_id', 'Invoice'],
  ['product_item_list', 'product_id', 'Product'],
])('%s says that the value of %s does not exist', async (list, key, label) => {
  const load = account.tester.trigger(list, { inputData: { [key]: '999999' } });
  await expect(load).rejects.toThrow(`"message":"${label}: `);
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
    'Check: Order Name, Billing Country.',
  );
  const { id } = await createInvoice(account);
  const change = { invoice_id: id, attachments: [{ file_link: 'https://example.com/a.pdf' }] };
  proxy.answer('invoice/update', refused('model.Attachments[0].Link: bad'));
  await expect(tester.create('update_invoice', change)).rejects.toThrow(
    'Check: Attachments 1 → File Link.',
  );
  const line = { invoice_id: id, line_items: [{ id: '999999', unit_price: '1' }] };
  await expect(tester.create('update_invoice', line)).rejects.toThrow('Line Items 1 → Line Item: ');
});
