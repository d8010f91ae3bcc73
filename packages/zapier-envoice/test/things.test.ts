import { expect, test } from 'vitest';

import app from '../src/index.ts';
import { sharedAccount } from './support/account.ts';
import { differencesIn } from './support/shape.ts';

const account = sharedAccount();

const sampleOf = (key: string) => app.creates![key]!.operation.sample;

/** What is filled in, and exactly what goes out. */
const made: readonly {
  readonly key: string;
  readonly operation: string;
  readonly input: object;
  readonly sent: object;
  readonly given: object;
}[] = [
  {
    key: 'create_client',
    operation: 'client/new',
    input: {
      name: 'Ünï & Čo «5»',
      email: 'ünï@example.com',
      additional_emails: ['one@example.com', 'two@example.com'],
      phone: '',
      address: 'Havenstraat 12',
      country_id: 'nl',
      currency_id: '164',
      language_id: 1,
      vat_number: 'NL012345678B01',
      payment_term_days: '14',
    },
    sent: {
      Name: 'Ünï & Čo «5»',
      Email: 'ünï@example.com',
      AdditionalEmails: [{ Email: 'one@example.com' }, { Email: 'two@example.com' }],
      Address: 'Havenstraat 12',
      ClientCountryId: 165,
      ClientCurrencyId: 164,
      UiLanguageId: 1,
      Vat: 'NL012345678B01',
      DefaultDueDateInDays: 14,
    },
    given: {
      name: 'Ünï & Čo «5»',
      additionalEmails: [{ email: 'one@example.com' }, { email: 'two@example.com' }],
      phoneNumber: null,
      clientCountryId: 165,
      createdOn: expect.stringMatching(/^20\d\d-\d\d-\d\dT[\d:]+\.\d{3}Z$/),
    },
  },
  {
    key: 'create_product',
    operation: 'product/new',
    input: {
      name: 'Menu cards',
      currency_id: 'EUR',
      status: 'Active',
      line_items: [
        { description: 'A5', unit_price: '0.5', minimum_quantity: '100', tax_id: '312' },
        { description: '', unit_price: '' },
      ],
      shipping_amount: 6.95,
      payment_gateways: ['stripe'],
      is_featured: 'true',
    },
    sent: {
      Name: 'Menu cards',
      CurrencyId: 163,
      Status: 'Active',
      Items: [
        { Description: 'A5', Cost: 0.5, MinimumQuantity: 100, TaxId: 312, TaxPercentage: 20 },
      ],
      ShippingAmount: 6.95,
      PaymentGateways: [{ Name: 'stripe' }],
      IsFeatured: true,
    },
    given: {
      name: 'Menu cards',
      totalAmount: 60,
      currency: expect.objectContaining({ id: 163, value: 'EUR' }),
      items: [expect.objectContaining({ cost: 0.5, referenceId: null, totalAmount: 60 })],
    },
  },
  {
    key: 'create_work_type',
    operation: 'worktype/new',
    input: { title: 'Sérigraphie' },
    sent: { Title: 'Sérigraphie' },
    given: { title: 'Sérigraphie' },
  },
  {
    key: 'create_tax',
    operation: 'tax/new',
    input: { name: 'MWST', percentage: '8.1' },
    sent: { Name: 'MWST', Percentage: 8.1 },
    given: { name: 'MWST', percentage: 8.1 },
  },
  {
    key: 'create_payment_link',
    operation: 'paymentlink/new',
    input: {
      client_id: 2185,
      currency_id: 'EUR',
      line_items: [
        { unit_price: 50, tax_id: 312 },
        { unit_price: '10', quantity: '1.5' },
      ],
      number: 'PL-ü/1',
    },
    sent: {
      ClientId: 2185,
      CurrencyId: 163,
      Items: [
        { Cost: 50, Quantity: 1, TaxId: 312, TaxPercentage: 20 },
        { Cost: 10, Quantity: 1.5 },
      ],
      Number: 'PL-ü/1',
    },
    given: {
      number: 'PL-ü/1',
      link: expect.stringMatching(/^http.*\/share\/paymentlink\/\d+$/),
      client: expect.objectContaining({ id: 2185 }),
      totalAmount: 75,
    },
  },
];

test.each(made)('$key: sends the input and returns the record read again', async (step) => {
  const { key, operation, input, sent, given } = step;
  const answer = await account.tester.create(key, input);
  expect(account.proxy.bodiesOf(operation)).toEqual([sent]);
  expect(answer).toMatchObject({ id: expect.any(Number), ...given });
  expect(differencesIn(answer, sampleOf(key))).toEqual([]);
});

test.each(made)('$key: a read that fails afterwards does not fail the step', async (step) => {
  const { key, operation, input } = step;
  account.proxy.answer(operation, { status: 200, body: 4711 });
  for (const read of [
    'client/details',
    'product/details',
    'worktype/details',
    'tax/all',
    'paymentlink/all',
    'paymentlink/uri',
  ]) {
    const body = { Message: 'Envoice is being repaired' };
    // What the form looks taxes up in comes from the same list, so it stays.
    if (read !== 'tax/all' || key === 'create_tax')
      account.proxy.answer(read, { status: 503, body });
  }
  const answer = await account.tester.create(key, input);
  expect(account.proxy.bodiesOf(operation)).toHaveLength(1);
  expect(answer).toMatchObject({ id: 4711 });
  // What is known without Envoice is there all the same, in the same shape.
  const { name, title, number } = input as Readonly<Record<string, string>>;
  expect(answer.name ?? answer.title ?? answer.number).toBe(name ?? title ?? number);
  expect(differencesIn(answer, sampleOf(key))).toEqual([]);
});

test('a payment link keeps its link if the list cannot be read', async () => {
  account.proxy.answer('paymentlink/all', { status: 500, body: {} });
  const input = { currency_id: 'USD', line_items: [{ unit_price: 5 }] };
  const answer = await account.tester.create('create_payment_link', input);
  expect(answer).toMatchObject({ link: expect.stringContaining('/share/paymentlink/') });
});

test('outputs contain no secrets for readers of a Zap', async () => {
  account.proxy.answer('paymentlink/new', { status: 200, body: 9 });
  const User = { Id: 1, Password: 'secret' };
  const row = { Id: 9, Number: 'PAY-9', AccessToken: 'secret', User, Invoice: { User } };
  account.proxy.answer('paymentlink/all', { status: 200, body: { TotalCount: 1, Result: [row] } });
  const input = { currency_id: 'EUR', line_items: [{ unit_price: 5 }] };
  const answer = await account.tester.create('create_payment_link', input);
  expect(answer).toMatchObject({ id: 9, number: 'PAY-9' });
  expect(JSON.stringify(answer)).not.toContain('secret');
});

test('update_client changes only what is filled in', async () => {
  const before = await account.tester.create('create_client', {
    name: 'Before',
    email: 'before@example.com',
    additional_emails: ['copy@example.com'],
    payment_term_days: 30,
  });
  account.proxy.reset();
  const input = { client_id: String(before.id), name: '', email: 'after@example.com' };
  const after = await account.tester.create('update_client', input);
  expect(after).toEqual({ ...before, email: 'after@example.com' });
  expect(account.proxy.bodiesOf('client/update')).toEqual([
    expect.objectContaining({
      Id: before.id,
      Name: 'Before',
      Email: 'after@example.com',
      AdditionalEmails: [{ Email: 'copy@example.com' }],
      DefaultDueDateInDays: 30,
    }),
  ]);
  expect(differencesIn(after, sampleOf('update_client'))).toEqual([]);
});

test.each<readonly [string, object, RegExp]>([
  ['create_client', { name: 'X', currency_id: 'EURO' }, /Currency: Envoice does not know “EURO”/],
  ['create_client', {}, /Name/],
  ['create_tax', { name: 'X', percentage: '8 1' }, /Percentage: “8 1” is not one number but 2/],
  [
    'create_product',
    { name: 'X', line_items: [{ description: 'Y' }] },
    /Unit Price: this is empty/,
  ],
  ['update_client', { client_id: '', name: 'X' }, /Client: this is empty/],
  ['update_client', { client_id: 2185, name: '' }, /there is nothing to update/],
  ['update_client', { client_id: 99_999_999, name: 'X' }, /did not find it/],
])('%s with %j says what to fix', async (key, input, message) => {
  await expect(account.tester.create(key, input)).rejects.toThrow(message);
  expect(
    account.proxy.seen.every(({ method }) => method === 'GET' || key === 'create_client'),
  ).toBe(true);
});

test('updates an existing client and creates a missing one, however often it runs', async () => {
  const upsert = (input: object) => account.tester.create('create_or_update_client', input);
  const input = { name: 'Harbour Bakery', email: 'bakery@example.com', phone: '1' };
  const first = await upsert(input);
  expect(first).toMatchObject({ name: 'Harbour Bakery', created: true });
  const again = await upsert({ ...input, email: ' BAKERY@example.com', phone: '2', address: '' });
  expect(again).toMatchObject({ id: first.id, phoneNumber: '2', created: false });
  expect(Object.keys(again)).toEqual(Object.keys(first));
  // Found by the email, so the name is what changes.
  const renamed = await upsert({ name: 'Harbour Bakery B.V.', email: 'bakery@example.com' });
  expect(renamed).toMatchObject({ id: first.id, name: 'Harbour Bakery B.V.', phoneNumber: '2' });
});

test('changes none of several clients that match equally well', async () => {
  const create = (name: string) =>
    account.tester.create('create_client', { name, email: 'books@example.com' });
  const one = await create('One');
  await create('Two');
  account.proxy.reset();
  await expect(
    account.tester.create('create_or_update_client', { name: 'New', email: 'books@example.com' }),
  ).rejects.toThrow(/several clients match equally well: Two \(ID \d+\) and One/);
  expect(account.proxy.seen.every(({ method }) => method === 'GET')).toBe(true);
  const updated = await account.tester.create('create_or_update_client', {
    name: 'One',
    email: 'books@example.com',
  });
  expect(updated.id).toBe(one.id);
});

test('clears chosen fields of a client', async () => {
  const { id } = await account.tester.create('create_client', {
    name: 'Cleared',
    phone: '1',
    address: 'Kade 12',
  });
  const updated = await account.tester.create('update_client', {
    client_id: id,
    clear_fields: ['Phone', 'VAT Number'],
  });
  expect(updated).toMatchObject({ name: 'Cleared', address: 'Kade 12' });
  expect(updated.phoneNumber ?? '').toBe('');
});
