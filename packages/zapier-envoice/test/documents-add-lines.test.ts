import type { Json } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import { createInvoice, known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

const add = (input: object): Promise<Json> => account.tester.create('add_line_items', input);
const descriptionsOf = ({ line_items: lines }: Json) =>
  lines.map(({ description }: Json) => description);

test('adds lines to existing ones, and a step that runs again charges once', async () => {
  const { id } = await createInvoice(account);
  const input = {
    invoice_id: id,
    line_items: [
      { description: 'Cards', quantity: '500', unit_price: '0,345', tax_id: known.tax },
      { description: 'Delivery', unit_price: '6.95', tax_percentage: '20%' },
    ],
  };
  const first = await add(input);
  expect(first).toMatchObject({ id, added_line_items: 2 });
  expect(descriptionsOf(first)).toEqual(['Logo', 'Cards', 'Delivery']);
  account.proxy.reset();
  const second = await add(input);
  expect(second).toMatchObject({ added_line_items: 0, total: first.total });
  expect(account.proxy.bodiesOf('invoice/update')).toEqual([]);

  const third = await add({ ...input, line_items: [...input.line_items, input.line_items[1]] });
  expect(third).toMatchObject({ added_line_items: 1 });
  expect(descriptionsOf(third)).toEqual(['Logo', 'Cards', 'Delivery', 'Delivery']);
  const again = await add({ ...input, add_again: 'yes' });
  expect(again).toMatchObject({ added_line_items: 2 });
  expect(Object.keys(again)).toEqual(Object.keys(first));
});

test('a line with another price is a different line', async () => {
  const { id } = await createInvoice(account);
  const made = await add({
    invoice_id: id,
    line_items: [{ description: 'Logo', unit_price: '100.01' }],
  });
  expect(made.added_line_items).toBe(1);
});

test.each([[[]], [[{ description: '' }]], [undefined]])(
  'lines that are %j are none to add',
  async (items) => {
    const { id } = await createInvoice(account);
    await expect(add({ invoice_id: id, line_items: items })).rejects.toThrow(
      'Line Items: there are none to add',
    );
  },
);

test('an invoice can also be given by its number', async () => {
  const { id, number } = await createInvoice(account, { number: 'ADD-0042' });
  const made = await add({
    invoice_id: ' add-0042 ',
    line_items: [{ description: 'More', unit_price: '1' }],
  });
  expect(made).toMatchObject({ id, number });
});
