import { expect, test } from 'vitest';

import { readBody } from './body.ts';
import { reading } from '../../test/support/reading.ts';

const read = (values: object, schema = 'InvoiceCreateApiModel') =>
  readBody({ schema, values: { ...values }, reading });

const filledIn = {
  ClientId: '2185',
  CurrencyId: 'eur',
  Duedate: '2026-12-04',
  Status: 'unpaid',
  ShouldSendReminders: 'true',
  Items: [{ Description: 'Design', Cost: '85.10', Quantity: 2, TaxId: 311, WorkTypeId: null }],
};
const sent = {
  ClientId: 2185,
  CurrencyId: 163,
  Duedate: '2026-12-04T00:00:00Z',
  Status: 'Unpaid',
  ShouldSendReminders: true,
  Items: [{ Description: 'Design', Cost: 85.1, Quantity: 2, TaxId: 311, TaxPercentage: 21 }],
};

test('reads values by the names of members', async () => {
  expect(await read(filledIn)).toEqual(sent);
});

test('reads values by the names of fields, in lines too, and in the shapes of n8n', async () => {
  const { Items, ...others } = filledIn;
  const { Description: description, Cost: cost, Quantity: quantity, TaxId } = Items[0]!;
  const taxId = { __rl: true, mode: 'list', value: String(TaxId) };
  const given = {
    clientId: others.ClientId,
    currencyId: { __rl: true, mode: 'code', value: others.CurrencyId },
    duedate: others.Duedate,
    status: others.Status,
    shouldSendReminders: others.ShouldSendReminders,
    items: { values: [{ description, cost, quantity, taxId }] },
  };
  expect(await read(given)).toEqual(sent);
});

test('omits empty values, and members that the model does not know', async () => {
  expect(await read({ Notes: '', Terms: null, ClientId: ' ', IsNew: true, Items: '' })).toEqual({});
});

test('sends an empty text to clear the current value', async () => {
  const values = { Notes: '', Duedate: '', Status: '' };
  const schema = 'InvoiceUpdateApiModel';
  expect(await readBody({ schema, values, reading, sendsEmpty: true })).toEqual({ Notes: '' });
});

test('lists of texts, also separated by commas', async () => {
  const emails = [{ Email: 'a@b.example' }, { Email: 'c@d.example' }];
  const schema = 'ClientCreateApiModel';
  for (const AdditionalEmails of ['a@b.example, c@d.example', ['a@b.example', 'c@d.example']]) {
    expect(await read({ AdditionalEmails }, schema)).toEqual({ AdditionalEmails: emails });
  }
  expect(await read({ PaymentGateways: 'Paypal, Stripe' })).toEqual({
    PaymentGateways: [{ Name: 'Paypal' }, { Name: 'Stripe' }],
  });
});

test('takes the invoice to clone from by its id, or its printed number', async () => {
  expect(await read({ ClonedFromId: '7' })).toEqual({ ClonedFromId: 7 });
  expect(await read({ ClonedFromId: 'INV-7' })).toEqual({ ClonedFromId: 7 });
  const digits = { mode: 'number', value: '20260007' };
  expect(await read({ ClonedFromId: digits })).toEqual({ ClonedFromId: 8 });
  await expect(read({ ClonedFromId: 'INV-9' })).rejects.toThrow(
    'Cloned From: Envoice has nothing with the number “INV-9”',
  );
});

test.each<readonly [object, string, string]>([
  [{ CurrencyId: 'EURO' }, 'Currency: Envoice does not know “EURO”', 'such as EUR'],
  [
    { Items: [{ Cost: 1, TaxId: 9 }] },
    'Line Items 1 → Tax: Envoice has no tax 9',
    'create the tax',
  ],
  [{ Items: [{ Quantity: 1 }] }, 'Line Items 1 → Unit Price: this is empty', 'Look at the step.'],
  [{ Items: [{ Cost: 1, Quantity: '' }] }, 'Line Items 1 → Quantity: this is empty', 'Look at'],
  [{ Items: ['Design'] }, 'Line Items: “["Design"]” is not a list of objects', 'one by one'],
  [{ Duedate: 'soon' }, 'Due Date: “soon” is not a date', 'Or pick it.'],
  [{ Status: 'sent' }, 'Status: “sent” is not one of the choices', 'Use one of: Draft, Paid,'],
  [{ Notes: { text: 'Thanks' } }, 'Notes: “{"text":"Thanks"}” is not text', 'name the member'],
  [{ RecurringProfile: 5 }, 'Recurring Profile: “5” is not an object', 'Fill in its fields'],
])('%j: says which field, and how to fix it', async (values, message, fix) => {
  await expect(read(values)).rejects.toMatchObject({
    name: 'InputError',
    message,
    description: expect.stringContaining(fix),
  });
});

test('without hints an error only suggests what everybody can do', async () => {
  const { hints: _, ...bare } = reading;
  const values = { Items: [{ Quantity: 1 }] };
  await expect(
    readBody({ schema: 'InvoiceCreateApiModel', values, reading: bare }),
  ).rejects.toMatchObject({ description: 'Fill it in; use 0 if it is free.' });
});

test('an id has 32 bits, as Envoice describes it', async () => {
  expect(await read({ ClientId: '2147483647' })).toEqual({ ClientId: 2_147_483_647 });
  await expect(read({ ClientId: '2147483648' })).rejects.toThrow('“2147483648” is not an ID');
});

test.each([
  [true, true],
  ['Yes', true],
  ['false', false],
  ['no', false],
])('%j is a yes or no', async (ShouldSendReminders, expected) => {
  expect(await read({ ShouldSendReminders })).toEqual({ ShouldSendReminders: expected });
});

test('coupons and discounts begin and end at a time of day, by the clock of the user', async () => {
  const given = {
    Coupons: [{ Code: 'XMAS', ValidUntil: '2026-12-24T18:00' }],
    Discounts: [{ Name: 'Summer', ValidFrom: '2026-07-01', ValidTo: '2026-07-31T23:59:59' }],
  };
  expect(await read(given, 'ProductCreateApiModel')).toEqual({
    Coupons: [{ Code: 'XMAS', ValidUntil: '2026-12-24T17:00:00Z' }],
    Discounts: [
      { Name: 'Summer', ValidFrom: '2026-06-30T22:00:00Z', ValidTo: '2026-07-31T21:59:59Z' },
    ],
  });
});

test('a group is sent if something in it is filled in', async () => {
  const given = {
    OrderBillingDetails: { Name: 'Anna', Email: '' },
    OrderShippingDetails: { Name: '', Address: null },
  };
  expect(await read(given, 'OrderCreateApiModel')).toEqual({
    OrderBillingDetails: { Name: 'Anna' },
  });
});

test('whole numbers are sent as such; 0 is a number, but not an id', async () => {
  const days = (DefaultDueDateInDays: unknown) =>
    read({ DefaultDueDateInDays }, 'ClientCreateApiModel');
  expect(await days('14')).toEqual({ DefaultDueDateInDays: 14 });
  expect(await days(0)).toEqual({ DefaultDueDateInDays: 0 });
  await expect(days('1.5')).rejects.toThrow('Payment Term (Days): “1.5” is not a whole number');
  const line = { Cost: 1, Quantity: 2 };
  expect(await read({ Items: [{ Id: 5, Cost: 1 }] }, 'InvoiceUpdateApiModel')).toEqual({
    Items: [{ Id: 5, Cost: 1 }],
  });
  expect(await read({ Items: [{ Id: 0, ...line }] }, 'InvoiceUpdateApiModel')).toEqual({
    Items: [line],
  });
});

test('only a percentage takes a percent sign', async () => {
  const Items = [{ Cost: '10', DiscountPercentage: '5 %', TaxPercentage: '21%' }];
  expect(await read({ Items })).toEqual({
    Items: [{ Cost: 10, DiscountPercentage: 5, TaxPercentage: 21, Quantity: 1 }],
  });
  expect(await read({ Percentage: '8.1%' }, 'TaxCreateApiModel')).toEqual({ Percentage: 8.1 });
  await expect(read({ Items: [{ Cost: '10%' }] })).rejects.toThrow('is a percentage');
});

test('a choice is taken by its name or its label, in any case; a text also from a number', async () => {
  for (const Status of [
    'PendingPayment',
    'pending payment',
    'Pending Payment',
    'pending_payment',
  ]) {
    expect(await read({ Status }, 'OrderCreateApiModel')).toEqual({ Status: 'PendingPayment' });
  }
  expect(await read({ Number: 20_260_007, Notes: false, Terms: 0 })).toEqual({
    Number: '20260007',
    Notes: 'false',
    Terms: '0',
  });
});
