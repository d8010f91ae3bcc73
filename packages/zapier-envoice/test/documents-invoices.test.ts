import { expect, test } from 'vitest';

import { invoiceSample } from '../src/records/samples.ts';
import { createInvoice, known, sharedAccount } from './support/account.ts';

const account = sharedAccount();

const create = (input?: object) => createInvoice(account, input);
const bodies = (operation: string) => account.proxy.bodiesOf(operation);

test('sends an invoice as filled in', async () => {
  await create({
    line_items: [
      {
        description: 'Logo',
        work_type_id: String(known.workType),
        quantity: '1.5',
        unit_price: '80.25',
        discount_percentage: 10,
        tax_id: known.tax,
      },
      { description: 'Cards', quantity: 2, unit_price: 0.345, tax_percentage: '9' },
    ],
    status: 'Unpaid',
    issue_date: '2026-11-20T23:30:00-05:00',
    due_date: '2026-12-04',
    number: 'Z-1',
    purchase_order_number: 'PO-7',
    terms: 'Within 14 days.',
    notes: 'Thank you.',
    payment_gateways: ['stripe', 'paypal'],
    send_reminders: 'true',
    attachments: [{ file_link: 'https://files.example/a.pdf', file_name: 'a.pdf' }],
    recurring_pattern: 'Monthly',
    recurring_every: '1',
    recurring_start_date: '2026-12-01T00:00:00+01:00',
  });
  expect(bodies('invoice/new')).toEqual([
    {
      ClientId: known.client,
      CurrencyId: known.euro,
      Items: [
        {
          Description: 'Logo',
          WorkTypeId: known.workType,
          Quantity: 1.5,
          Cost: 80.25,
          DiscountPercentage: 10,
          TaxId: known.tax,
          TaxPercentage: known.taxPercentage,
        },
        { Description: 'Cards', Quantity: 2, Cost: 0.345, TaxPercentage: 9 },
      ],
      Status: 'Unpaid',
      IssuedOn: '2026-11-20T00:00:00Z',
      Duedate: '2026-12-04T00:00:00Z',
      Number: 'Z-1',
      PoNumber: 'PO-7',
      Terms: 'Within 14 days.',
      Notes: 'Thank you.',
      PaymentGateways: [{ Name: 'stripe' }, { Name: 'paypal' }],
      ShouldSendReminders: true,
      Attachments: [
        { Link: 'https://files.example/a.pdf', OriginalFileName: 'a.pdf', Type: 'External' },
      ],
      RecurringProfile: {
        RecurrancePattern: 'Monthly',
        RecurranceValue: 1,
        StartOfRecurrance: '2026-12-01T00:00:00Z',
      },
    },
  ]);
});

test('returns a new invoice in full, with its id, number and link', async () => {
  const made = await create({ line_items: [{ unit_price: '0.1', quantity: '3' }] });
  expect(made).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    number: expect.any(String),
    link: expect.stringContaining(`/invoice/${made.id}`),
    status: 'draft',
    currency: 'EUR',
    customer_name: known.clientName,
    total: '0.30',
  });
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
});

test('omits empty fields from the request', async () => {
  await create({
    line_items: [
      { description: 'Logo', quantity: '', unit_price: '5' },
      { description: '', unit_price: '', tax_id: null },
    ],
    status: '',
    issue_date: '',
    number: '',
    send_reminders: '',
    payment_gateways: ['', ''],
    recurring_pattern: ' ',
    repeats: ' ',
    attachments: [{ file_link: '', file_name: '' }],
  });
  expect(bodies('invoice/new')).toEqual([
    {
      ClientId: known.client,
      CurrencyId: known.euro,
      Items: [{ Description: 'Logo', Quantity: 1, Cost: 5 }],
    },
  ]);
});

test.each([[[]], [''], [[{}]], [[{ description: '' }]]])(
  'line items that are %j make no invoice of zero, but a clone',
  async (items) => {
    await expect(create({ line_items: items })).rejects.toThrow(
      'Line Items: there are none, so nothing would be charged',
    );
    expect(bodies('invoice/new')).toEqual([]);
    const { id } = await create({ line_items: [{ description: 'Logo', unit_price: '100' }] });
    const clone = await create({ line_items: items, cloned_from_id: id, currency_id: '' });
    expect(clone.line_items).toMatchObject([{ description: 'Logo' }]);
    // Nor is its currency replaced by that of the client.
    expect(bodies('invoice/new').at(-1)).not.toHaveProperty('CurrencyId');
  },
);

test.each([
  [{ client_id: '' }, 'Client: this is empty'],
  [{ client_id: 'Bob' }, 'Client: “Bob” is not an ID'],
  [{ cloned_from_id: { a: 1 } }, 'Cloned From: “{'],
  [{ currency_id: 'XQX' }, 'Currency: Envoice does not know “XQX”'],
  [{ line_items: [{ description: 'Logo' }] }, 'Line Items 1 → Unit Price: this is empty'],
  [
    { line_items: [{ unit_price: '5 10' }] },
    'Line Items 1 → Unit Price: “5 10” is not one number but 2',
  ],
  [
    { line_items: [{ unit_price: '1', quantity: '1 2' }] },
    'Line Items 1 → Quantity: “1 2” is not one number but 2',
  ],
  [{ line_items: [{ unit_price: '10\n20' }] }, 'is not one number but 2: 10 and 20'],
  [{ line_items: 'Logo' }, 'Line Items'],
  [{ issue_date: 'tomorrow' }, 'Issue Date: “tomorrow” is not a date'],
  [{ status: 'Sent' }, 'Status'],
])('rejects %j without sending anything', async (input, message) => {
  await expect(create(input)).rejects.toThrow(message);
  expect(bodies('invoice/new')).toEqual([]);
});

test('an unknown client names the field', async () => {
  await expect(create({ client_id: 999_999 })).rejects.toThrow('Check: Client.');
});

test('reports rejections in Envoice’s words', async () => {
  account.proxy.answer('invoice/new', {
    status: 200,
    body: {
      IsFaulted: true,
      ErrorMessages: [{ Code: 'NumberTaken', UserVisibleMessage: 'Number Z-1 is taken.' }],
    },
  });
  await expect(create()).rejects.toThrow('Number Z-1 is taken.');
  expect(bodies('invoice/new')).toHaveLength(1);
});

test('succeeds if a new invoice cannot be read again', async () => {
  account.proxy.answer('invoice/details', { status: 500, body: {} });
  account.proxy.answer('invoice/uri', { status: 500, body: {} });
  const made = await create({ number: 'Z-500' });
  expect(made).toMatchObject({ id: expect.stringMatching(/^\d+$/), number: 'Z-500', link: null });
  expect(bodies('invoice/new')).toHaveLength(1);
});

test('too many requests when reading it again do not create it twice', async () => {
  account.proxy.answer('invoice/uri', { status: 429, body: {} });
  await expect(create({ number: 'Z-429' })).resolves.toMatchObject({ number: 'Z-429' });
});

test('returns an invoice with unreadable amounts with its id', async () => {
  account.proxy.answer('invoice/new', { status: 200, body: { Id: 77, TotalAmount: 'much' } });
  const made = await create();
  expect(made).toMatchObject({ id: '77', number: null });
  expect(Object.keys(made).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
});

test.each([null, 0])('a response of %j says to check before trying again', async (body) => {
  account.proxy.answer('invoice/new', { status: 200, body });
  await expect(create()).rejects.toThrow('check Envoice before trying again');
});

test('a response without an id says to check before trying again', async () => {
  account.proxy.answer('invoice/new', { status: 200, body: { Number: 'INV-1' } });
  await expect(create()).rejects.toThrow('check Envoice before trying again');
});

test('numbers for enums and null for missing values make no difference', async () => {
  await account.sandbox.control('PUT', 'trouble', { ordinals: true, nulls: true });
  try {
    const { id } = await create({ status: 'Unpaid' });
    const updated = await account.tester.create('update_invoice', { invoice_id: id, notes: 'A.' });
    expect(updated).toMatchObject({ id, status: 'unpaid', notes: 'A.' });
    expect(updated.line_items).toHaveLength(1);
    const sent = await account.tester.create('send_invoice_to_client', { invoice_id: id });
    expect(sent).toMatchObject({ id, sent: true });
    const changed = await account.tester.create('change_invoice_status', {
      invoice_id: id,
      status: 'Paid',
    });
    expect(changed).toMatchObject({ id, status: 'paid' });
  } finally {
    await account.sandbox.control('PUT', 'trouble', {});
  }
});

test('rejected keys ask to reconnect the account', async () => {
  account.proxy.answer('invoice/new', { status: 401, body: {} });
  await expect(create()).rejects.toMatchObject({ name: 'ExpiredAuthError' });
});

test('too many requests before creating it make Zapier wait', async () => {
  account.proxy.answer('invoice/new', { status: 429, body: {} });
  await expect(create()).rejects.toMatchObject({ name: 'ThrottledError' });
});

test('defaults to the client’s currency', async () => {
  const line_items = [{ description: 'Logo', unit_price: '100' }];
  const { ClientCurrencyId } = await account.envoice(`client/details?id=${known.client}`);
  expect(ClientCurrencyId).not.toBe(known.euro);
  await create({ client_id: known.client, currency_id: '', line_items });
  expect(bodies('invoice/new')).toMatchObject([{ CurrencyId: ClientCurrencyId }]);
  account.proxy.reset();
  account.proxy.answer('client/details', { status: 200, body: { Id: known.client, Name: 'Bob' } });
  await expect(create({ client_id: known.client, currency_id: '', line_items })).rejects.toThrow(
    'Currency: this is empty, and the client has no currency',
  );
  expect(bodies('invoice/new')).toEqual([]);
});

test('a replayed step finds its number taken, creates nothing, and does not fail the Zap', async () => {
  const input = { number: 'REPLAY-1', line_items: [{ description: 'Logo', unit_price: '100' }] };
  const { id } = await create(input);
  account.proxy.reset();
  const again = await create(input).catch((error: unknown) => error);
  expect(again).toMatchObject({
    name: 'HaltedError',
    message: expect.stringMatching(
      new RegExp(`the number REPLAY-1 is already taken by REPLAY-1 · .*\\(ID ${id}\\).*replay`),
    ),
  });
  expect(bodies('invoice/new')).toEqual([]);
});

test('the same if another step was faster and Envoice rejects the number', async () => {
  const input = { number: 'REPLAY-2', line_items: [{ description: 'Logo', unit_price: '100' }] };
  const { TotalCount, Result } = await account.envoice('invoice/all?queryOptions.pageSize=100');
  await create(input);
  account.proxy.reset();
  // The list that is looked at first is of before.
  account.proxy.answerOnce('invoice/all', { status: 200, body: { TotalCount, Result } });
  await expect(create(input)).rejects.toMatchObject({ name: 'HaltedError' });
  expect(bodies('invoice/new')).toHaveLength(1);
});

test('Envoice assigns the number by default, without reading a list', async () => {
  await create({ line_items: [{ description: 'Logo', unit_price: '100' }] });
  expect(account.proxy.seen.filter(({ path }) => path.includes('invoice/all'))).toEqual([]);
});
