import { operations } from '@invoice-relay/envoice/operations';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { routes } from '../../nodes/Envoice/resources/routes.gen.ts';
import { byCode, byId, euro, fromList, line, openAccount } from './support/account.mts';
import type { Account } from './support/account.mts';

/**
 * Covers every operation of the node against a real server that validates each request against the
 * description.
 */
let account: Account;
const run: Account['run'] = (...call) => account.run(...call);
const runMany: Account['runMany'] = (...call) => account.runMany(...call);

beforeAll(async () => {
  account = await openAccount();
});

afterAll(async () => {
  await account[Symbol.asyncDispose]();
});

test('general: countries, currencies, date formats, languages', async () => {
  expect(await runMany('general', 'getCountries', { returnAll: true })).toContainEqual({
    Id: 165,
    Name: 'Netherlands',
    Value: 'NL',
  });
  expect(await runMany('general', 'getCurrencies', { limit: 3 })).toHaveLength(3);
  expect(await runMany('general', 'getDateFormats')).toContainEqual({ Format: 'dd/MM/yyyy' });
  expect(await runMany('general', 'getLanguages')).toContainEqual({
    Id: 1,
    Name: 'English',
    UiCulture: 'en-US',
  });
  expect(await runMany('paymentGateway', 'getAll')).toContainEqual(
    expect.objectContaining({ Name: 'paypal' }),
  );
});

test('clients: create, get, update, create or update, delete', async () => {
  const { Id } = await run('client', 'create', {
    name: 'Café Noordzee B.V.',
    additionalFields: {
      email: 'accounts@noordzee.example',
      additionalEmails: ['chef@noordzee.example', 'bar@noordzee.example'],
      clientCountryId: byCode('nl'),
      clientCurrencyId: euro,
      uiLanguageId: fromList(7),
      defaultDueDateInDays: 30,
      vat: 'NL012345678B01',
    },
  });
  expect(Id).toBeGreaterThan(0);
  const clientId = byId(Id);

  const simple = await run('client', 'get', { clientId });
  expect(Object.keys(simple)).toHaveLength(10);
  expect(simple).toMatchObject({ Id, Name: 'Café Noordzee B.V.', Vat: 'NL012345678B01' });

  expect(await run('client', 'update', { clientId, updateFields: { name: 'Noordzee' } })).toEqual({
    Id,
    updated: true,
  });
  expect(
    await run('client', 'upsert', {
      matchBy: 'Email',
      matchValue: ' ACCOUNTS@noordzee.example ',
      additionalFields: { phoneNumber: '+31 20 123 4567' },
    }),
  ).toEqual({ Id, created: false });
  expect(await run('client', 'get', { clientId, simplify: false })).toMatchObject({
    Name: 'Noordzee',
    Email: 'ACCOUNTS@noordzee.example',
    PhoneNumber: '+31 20 123 4567',
    ClientCountryId: 165,
    ClientCurrencyId: 163,
    UiLanguageId: 7,
    DefaultDueDateInDays: 30,
    Vat: 'NL012345678B01',
    AdditionalEmails: [{ Email: 'chef@noordzee.example' }, { Email: 'bar@noordzee.example' }],
  });
  const made = await run('client', 'upsert', {
    matchBy: 'Vat',
    matchValue: 'NL999999999B01',
    additionalFields: { name: 'Somebody new' },
  });
  expect(made).toEqual({ Id: expect.any(Number), created: true });

  expect(await runMany('client', 'getAll', { limit: 2 })).toHaveLength(2);
  expect(await runMany('client', 'getAll', { returnAll: true, simplify: false })).toContainEqual(
    expect.objectContaining({ Id: made.Id, Vat: 'NL999999999B01' }),
  );
  expect(await run('client', 'canDelete', { clientId })).toEqual({ Id, canDelete: true });
  expect(await run('client', 'delete', { clientId })).toEqual({ deleted: true });
});

test('taxes and work types', async () => {
  const tax = await run('tax', 'create', { name: 'VAT', percentage: 8.1 });
  expect(
    await run('tax', 'update', { taxId: byId(tax.Id), updateFields: { percentage: 8.2 } }),
  ).toEqual({ Id: tax.Id, updated: true });
  expect(await runMany('tax', 'getAll', { returnAll: true })).toContainEqual(
    expect.objectContaining({ Id: tax.Id, Name: 'VAT', Percentage: 8.2 }),
  );
  expect(await run('tax', 'delete', { taxId: byId(tax.Id) })).toEqual({ deleted: true });

  const { Id } = await run('workType', 'create', { title: 'Drawing of menus' });
  const workTypeId = byId(Id);
  await run('workType', 'update', { workTypeId, title: 'Drawing of maps' });
  expect(await run('workType', 'get', { workTypeId })).toMatchObject({
    Id,
    Title: 'Drawing of maps',
  });
  expect(
    await runMany('workType', 'search', {
      filters: { query: 'drawing', orderBy: 'Title', order: 'Desc' },
    }),
  ).toEqual([expect.objectContaining({ Id, Title: 'Drawing of maps' })]);
  expect(await runMany('workType', 'getAll', { returnAll: true })).toContainEqual(
    expect.objectContaining({ Id }),
  );
  expect(await run('workType', 'delete', { workTypeId })).toEqual({ deleted: true });
});

test('invoice categories', async () => {
  const { Id } = await run('invoiceCategory', 'create', { name: 'Hosting' });
  const invoiceCategoryId = byId(Id);
  expect(await run('invoiceCategory', 'update', { invoiceCategoryId, name: 'Servers' })).toEqual({
    Id,
    Name: 'Servers',
  });
  expect(await runMany('invoiceCategory', 'getAll', { filters: { query: 'serv' } })).toContainEqual(
    { Id, Name: 'Servers' },
  );
  expect(await run('invoiceCategory', 'delete', { invoiceCategoryId })).toEqual({ deleted: true });
});

test('invoices: create, read, change the status, send, links, PDF, delete', async () => {
  const invoice = await account.newInvoice({
    additionalFields: {
      duedate: '2026-12-04T00:00:00',
      issuedOn: '2026-11-20T00:00:00.000+01:00',
      notes: 'Thank you',
      paymentGateways: ['paypal'],
      status: 'Unpaid',
      itemsJson: '[{"WorkTypeId": 2402, "Cost": "12.30", "Quantity": 2}]',
    },
  });
  expect(invoice).toMatchObject({
    Status: 'Unpaid',
    Duedate: '2026-12-04T00:00:00Z',
    IssuedOn: '2026-11-20T00:00:00Z',
    Items: [
      { Description: 'Design', Quantity: 1.5, Cost: 85.1, TaxId: 311 },
      { Quantity: 2, Cost: 12.3 },
    ],
    PaymentGateways: [{ Name: 'paypal' }],
  });
  const invoiceId = byId(invoice.Id);

  const simple = await run('invoice', 'get', { invoiceId });
  expect(Object.keys(simple)).toHaveLength(10);
  expect(simple).toMatchObject({ Id: invoice.Id, Currency: 'EUR', ClientId: 2185 });
  expect(await run('invoice', 'getStatus', { invoiceId })).toEqual({
    Id: invoice.Id,
    Status: 'Unpaid',
  });
  expect(await run('invoice', 'changeStatus', { invoiceId, status: 'Paid' })).toEqual({
    Id: invoice.Id,
    Status: 'Paid',
    changed: true,
  });
  expect(
    await run('invoice', 'sendToClient', {
      invoiceId,
      additionalFields: { subject: 'Your invoice', attachPdf: true },
    }),
  ).toEqual({ Id: invoice.Id, sent: true });
  expect(await run('invoice', 'sendToAccountant', { invoiceId })).toEqual({
    Id: invoice.Id,
    sent: true,
  });
  expect((await run('invoice', 'getLink', { invoiceId })).Link).toMatch(/share\/invoice/);
  expect((await run('invoice', 'getPdfLink', { invoiceId })).Link).toMatch(/pdf\/invoice/);
  expect(
    await run('invoice', 'update', { invoiceId, updateFields: { terms: 'Paid, thank you' } }),
  ).toMatchObject({ Id: invoice.Id, Status: 'Paid' });
  expect(await run('invoice', 'downloadPdf', { invoiceId })).toEqual({
    Id: invoice.Id,
    fileName: expect.stringMatching(/\.pdf$/),
  });
  expect(await runMany('invoice', 'getAll', { limit: 1 })).toHaveLength(1);

  expect(await run('invoice', 'delete', { invoiceId })).toEqual({ deleted: true });
});

test('estimations: create, read, send, update, convert, delete', async () => {
  const estimation = await run('estimation', 'create', {
    clientId: byId(2185),
    currencyId: byId(163),
    items: { values: [line] },
    additionalFields: { expiresOn: '2026-12-31' },
  });
  expect(Object.keys(estimation)).toHaveLength(10);
  expect(estimation).toMatchObject({ Status: 'Draft', ExpiresOn: '2026-12-31T00:00:00Z' });
  const estimationId = byId(estimation.Id);
  expect(
    await run('estimation', 'update', {
      estimationId,
      updateFields: { poNumber: 'PO-1' },
      simplify: false,
    }),
  ).toMatchObject({ PoNumber: 'PO-1', Items: [{ Cost: 85.1 }], ExpiresOn: '2026-12-31T00:00:00Z' });
  expect(await run('estimation', 'get', { estimationId, simplify: false })).toHaveProperty(
    'Activities',
  );
  expect(await run('estimation', 'getStatus', { estimationId })).toEqual({
    Id: estimation.Id,
    Status: 'Draft',
  });
  expect((await run('estimation', 'getLink', { estimationId })).Link).toMatch(/share\/estimation/);
  await run('estimation', 'sendToClient', { estimationId, additionalFields: { message: 'Hello' } });
  expect(await run('estimation', 'changeStatus', { estimationId, status: 'Accepted' })).toEqual({
    Id: estimation.Id,
    Status: 'Accepted',
    changed: true,
  });
  expect(await run('estimation', 'convert', { estimationId })).toMatchObject({
    Status: 'Unpaid',
    ClientId: 2185,
    Duedate: expect.any(String),
  });
  expect(await runMany('estimation', 'getAll', { returnAll: true })).toContainEqual(
    expect.objectContaining({ Id: estimation.Id, Status: 'Accepted' }),
  );
  expect(await run('estimation', 'delete', { estimationId })).toEqual({ deleted: true });
});

test('products, and orders of them', async () => {
  const product = await run('product', 'create', {
    name: 'Poster',
    items: { values: [{ description: 'Poster, 50 × 70 cm', cost: '24.50', taxId: fromList(311) }] },
    additionalFields: {
      currencyId: euro,
      shippingAmount: 6.95,
      isFeatured: true,
      coupons: {
        values: [{ code: 'HARBOUR5', discountAmount: '5', validUntil: '2026-12-31T23:59:59' }],
      },
    },
  });
  const productId = byId(product.Id);
  await run('product', 'update', { productId, updateFields: { name: 'Poster of the harbour' } });
  expect(await run('product', 'get', { productId, simplify: false })).toMatchObject({
    Name: 'Poster of the harbour',
    ShippingAmount: 6.95,
    IsFeatured: true,
    Items: [{ Cost: 24.5, TaxId: 311 }],
    Coupons: [{ Code: 'HARBOUR5', DiscountAmount: 5, ValidUntil: '2026-12-31T22:59:59Z' }],
  });
  expect(await runMany('product', 'getAll', { returnAll: true })).toContainEqual(
    expect.objectContaining({ Id: product.Id, Currency: 'EUR' }),
  );

  const order = await run('order', 'create', {
    productId,
    additionalFields: {
      couponCode: 'HARBOUR5',
      orderBillingDetails: {
        values: { name: 'Bob Smith', email: 'bob@example.com', countryId: byCode('GB') },
      },
    },
  });
  const orderId = byId(order.Id);
  expect(
    await run('order', 'changeShippingDetails', { orderId, updateFields: { address: 'Quay 7' } }),
  ).toEqual({ Id: order.Id, updated: true });
  expect(
    await run('order', 'changeStatus', {
      orderId,
      status: 'Shipped',
      additionalFields: { reason: 'By post' },
    }),
  ).toEqual({ Id: order.Id, Status: 'Shipped', changed: true });
  expect(await run('order', 'get', { orderId, simplify: false })).toMatchObject({
    Status: 'Shipped',
    DiscountAmount: 5,
    OrderShippingDetails: { Name: 'Bob Smith', Address: 'Quay 7', CountryId: 235 },
  });
  expect(await runMany('order', 'getAll')).toContainEqual(
    expect.objectContaining({ Id: order.Id, CustomerName: 'Bob Smith' }),
  );
  expect(await run('order', 'delete', { orderId })).toEqual({ deleted: true });
  expect(await run('product', 'delete', { productId })).toEqual({ deleted: true });
});

test('payment links', async () => {
  const { Id } = await run('paymentLink', 'create', {
    currencyId: euro,
    items: { values: [{ cost: '5', quantity: '2', taxId: fromList(311) }] },
    additionalFields: { clientId: byId(2185) },
  });
  const paymentLinkId = byId(Id);
  expect((await run('paymentLink', 'getLink', { paymentLinkId })).Link).toMatch(/paymentlink/);
  expect(await runMany('paymentLink', 'getAll', { returnAll: true })).toContainEqual(
    expect.objectContaining({ Id, Currency: 'EUR', ClientId: 2185 }),
  );
  expect(await run('paymentLink', 'delete', { paymentLinkId })).toEqual({ deleted: true });
});

test('every operation of the node ran, and every one of the API was called', async () => {
  const all = Object.entries(routes).flatMap(([resource, actions]) =>
    Object.keys(actions).map((action) => `${resource}.${action}`),
  );
  expect([...account.ran].toSorted()).toEqual(all.toSorted());
  expect(all).toHaveLength(63);

  const called = (await account.sandbox.calls()).filter(
    ({ statuses }) => statuses['200'] || statuses['204'],
  );
  expect(called.map(({ operation }) => `/api/${operation}`).toSorted()).toEqual(
    operations.map(({ path }) => path).toSorted(),
  );
  expect(called).toHaveLength(61);
});
