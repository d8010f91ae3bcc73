import { expect, test } from 'vitest';

import app from '../src/index.ts';
import { invoiceSample } from '../src/records/samples.ts';
import { createInvoice, known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

const create = (input?: object) => createInvoice(account, input);
const bodies = (operation: string) => account.proxy.bodiesOf(operation);

test('an update changes what is filled in and sends the rest unchanged', async () => {
  const { id } = await create({
    line_items: [
      { description: 'Logo', unit_price: '100', quantity: '2', tax_id: known.tax },
      { description: 'Cards', unit_price: '10' },
    ],
    terms: 'Within 14 days.',
  });
  const lines = await account.tester.trigger('invoice_line_list', {
    inputData: { invoice_id: id },
  });
  expect(lines.map(({ name }: { name: string }) => name)).toEqual([
    'Logo · 2 × 100',
    'Cards · 1 × 10',
  ]);

  const updated = await account.tester.create('update_invoice', {
    invoice_id: id,
    line_items: [
      { id: lines[1].id, unit_price: '12.50' },
      { description: 'Stickers', unit_price: '3' },
    ],
    notes: 'With stickers.',
  });
  const [body] = bodies('invoice/update');
  expect(body).toMatchObject({
    Id: Number(id),
    ClientId: known.client,
    CurrencyId: known.euro,
    Terms: 'Within 14 days.',
    Notes: 'With stickers.',
    Items: [
      { Id: Number(lines[0].id), Description: 'Logo', Quantity: 2, Cost: 100, TaxId: known.tax },
      { Id: Number(lines[1].id), Description: 'Cards', Quantity: 1, Cost: 12.5 },
      { Description: 'Stickers', Quantity: 1, Cost: 3 },
    ],
  });
  expect(updated).toMatchObject({ id, notes: 'With stickers.' });
  expect(updated.line_items).toHaveLength(3);
  expect(Object.keys(updated).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
});

test('line items replace the others on request', async () => {
  const { id } = await create();
  const updated = await account.tester.create('update_invoice', {
    invoice_id: id,
    line_items: [{ description: 'Cards', unit_price: '10' }],
    replace_line_items: 'true',
  });
  expect(updated.line_items).toMatchObject([{ description: 'Cards' }]);
});

test('an empty list of line items removes none', async () => {
  const { id } = await create();
  const updated = await account.tester.create('update_invoice', {
    invoice_id: id,
    line_items: [{ description: ' ' }],
    notes: 'Still there.',
  });
  expect(updated.line_items).toHaveLength(1);
});

test('rejects replacing all line items with none', async () => {
  const { id } = await create();
  account.proxy.reset();
  const update = account.tester.create('update_invoice', {
    invoice_id: id,
    line_items: [{ description: '' }],
    replace_line_items: true,
    notes: 'Still there.',
  });
  await expect(update).rejects.toThrow(
    'Replace Line Items: this is yes, but there are no line items',
  );
  expect(account.proxy.seen).toEqual([]);
});

test('an update that changes nothing is an error', async () => {
  const { id } = await create();
  const update = account.tester.create('update_invoice', {
    filter_client_id: known.client,
    invoice_id: id,
    line_items: [],
    replace_line_items: false,
    notes: '',
  });
  await expect(update).rejects.toThrow('There is nothing to update');
});

test('names a line that the invoice does not have', async () => {
  const { id } = await create();
  const update = account.tester.create('update_invoice', {
    invoice_id: id,
    line_items: [{ id: 1, unit_price: '5' }],
  });
  await expect(update).rejects.toThrow('Line Items 1 → Line Item: there is no 1');
});

test('succeeds if the updated invoice cannot be read again', async () => {
  const { id } = await create();
  account.proxy.answer('invoice/uri', { status: 503, body: {} });
  const update = account.tester.create('update_invoice', { invoice_id: id, notes: 'Late.' });
  await expect(update).resolves.toMatchObject({ id, notes: 'Late.', link: null });
});

test('clears chosen fields and keeps empty ones', async () => {
  const { id } = await createInvoice(account, {
    notes: 'A.',
    terms: 'B.',
    purchase_order_number: 'C',
  });
  const cleared = await account.tester.create('update_invoice', {
    invoice_id: id,
    clear_fields: ['Notes', ' ', null, 'Purchase Order Number', 'Terms'],
    terms: 'New terms.',
    purchase_order_number: '',
  });
  expect(cleared).toMatchObject({ notes: null, terms: 'New terms.', purchase_order_number: null });
  await expect(
    account.tester.create('update_invoice', { invoice_id: id, clear_fields: ['Number'] }),
  ).rejects.toThrow(
    'Fields to Clear: “Number” is not one of the choices. Use one of: Purchase Order Number, Terms, Notes.',
  );
});

test('asks for the schedule only for a recurring invoice', async () => {
  const inputFields = [app.creates!['create_invoice']!.operation.inputFields ?? []].flat();
  const unfold = inputFields.find((field) => typeof field === 'function') as unknown;
  const keysFor = async (inputData: object) =>
    (await account.tester.run(unfold, { inputData })).map(({ key }: { key: string }) => key);
  expect(
    inputFields.filter((field) => 'key' in field && field.key.startsWith('recurring')),
  ).toEqual([]);
  expect(await keysFor({})).toEqual([]);
  expect(await keysFor({ repeats: 'no', recurring_pattern: 'Monthly' })).toEqual([]);
  expect(await keysFor({ repeats: 'yes' })).toContain('recurring_pattern');
  expect(await keysFor({ recurring_pattern: 'Monthly' })).toContain('recurring_start_date');

  account.proxy.reset();
  await createInvoice(account, { repeats: 'no', recurring_pattern: 'Monthly' });
  await createInvoice(account, { repeats: 'yes', recurring_pattern: 'Monthly' });
  const [folded, repeating] = account.proxy.bodiesOf('invoice/new');
  expect(folded).not.toHaveProperty('RecurringProfile');
  expect(repeating).toMatchObject({ RecurringProfile: { RecurrancePattern: 'Monthly' } });
});
