import { expect, test } from 'vitest';

import { models, operations } from '../src/api/index.ts';
import type { EnvoiceClient } from '../src/index.ts';
import { createTestClient } from './support/client.ts';
import { described } from './support/description.ts';
import { startMockEnvoice } from './support/mock-envoice.ts';

const line = { WorkTypeId: 2402, Description: 'Design', Cost: 100.1, Quantity: 2, TaxId: 311 };
const invoice = {
  ClientId: 2185,
  Number: '#INV-0001',
  IssuedOn: '2026-11-20T10:00:00Z',
  Duedate: '2026-12-20T10:00:00Z',
  Status: 'Draft',
  CurrencyId: 163,
  PaymentGateways: [{ Name: 'paypal' }],
  Items: [line],
} as const;
const estimation = { ClientId: 2185, Number: 'EST-0001', Status: 'Draft', Items: [line] } as const;
const product = { Name: 'A book', Status: 'NotAvailable', ShippingAmount: 4.99 } as const;
const message = { InvoiceId: 3971, Subject: 'Invoice', Message: 'Here it is', AttachPdf: true };
const page = { page: 2, pageSize: 50 };

/** One call of every operation, written by hand: by the path in the vendor's document. */
const calls: Readonly<Record<string, (envoice: EnvoiceClient) => Promise<unknown>>> = {
  '/api/client/all': ({ clients }) => clients.list(),
  '/api/client/candelete': ({ clients }) => clients.canDelete({ id: 2185 }),
  '/api/client/delete': ({ clients }) => clients.delete({ Id: 2185 }),
  '/api/client/details': ({ clients }) => clients.get({ id: '2185' }),
  '/api/client/new': ({ clients }) => clients.create({ Name: 'Bob Smith', UiLanguageId: 1 }),
  '/api/client/update': ({ clients }) => clients.update({ Id: 2185, Name: 'Bob' }),
  '/api/estimation/all': ({ estimations }) => estimations.list(page),
  '/api/estimation/changestatus': ({ estimations }) =>
    estimations.changeStatus({ Id: 57, Status: 'Accepted' }),
  '/api/estimation/convert': ({ estimations }) => estimations.convert({ id: 57 }),
  '/api/estimation/delete': ({ estimations }) => estimations.delete({ Id: 57 }),
  '/api/estimation/details': ({ estimations }) => estimations.get({ id: 57 }),
  '/api/estimation/new': ({ estimations }) => estimations.create(estimation),
  '/api/estimation/sendtoclient': ({ estimations }) =>
    estimations.sendToClient({ EstimationId: 57, Subject: 'Estimation' }),
  '/api/estimation/status': ({ estimations }) => estimations.status({ id: 57 }),
  '/api/estimation/update': ({ estimations }) => estimations.update({ ...estimation, Id: 57 }),
  '/api/estimation/uri': ({ estimations }) => estimations.uri({ id: 57 }),
  '/api/general/countries': ({ general }) => general.countries(),
  '/api/general/currencies': ({ general }) => general.currencies(),
  '/api/general/dateformats': ({ general }) => general.dateFormats(),
  '/api/general/uilanguages': ({ general }) => general.uiLanguages(),
  '/api/invoice/all': ({ invoices }) => invoices.list(page),
  '/api/invoice/allcategories': ({ invoices }) => invoices.listCategories({ query: 'a & b' }),
  '/api/invoice/changestatus': ({ invoices }) => invoices.changeStatus({ Id: 1, Status: 'Paid' }),
  '/api/invoice/delete': ({ invoices }) => invoices.delete({ Id: 3971 }),
  '/api/invoice/deletecategory': ({ invoices }) => invoices.deleteCategory({ Id: 4 }),
  '/api/invoice/details': ({ invoices }) => invoices.get({ id: 3971 }),
  '/api/invoice/new': ({ invoices }) => invoices.create(invoice),
  '/api/invoice/newcategory': ({ invoices }) => invoices.createCategory({ Name: 'Books' }),
  '/api/invoice/pdf': ({ invoices }) => invoices.pdf({ id: 3971, signedVersion: true }),
  '/api/invoice/sendtoaccountant': ({ invoices }) => invoices.sendToAccountant({ Id: 3971 }),
  '/api/invoice/sendtoclient': ({ invoices }) => invoices.sendToClient(message),
  '/api/invoice/status': ({ invoices }) => invoices.status({ id: 3971 }),
  '/api/invoice/update': ({ invoices }) => invoices.update({ ...invoice, Id: 3971 }),
  '/api/invoice/updatecategory': ({ invoices }) => invoices.updateCategory({ Id: 4, Name: 'B' }),
  '/api/invoice/uri': ({ invoices }) => invoices.uri({ id: 3971 }),
  '/api/order/all': ({ orders }) => orders.list(page),
  '/api/order/changeshippingdetails': ({ orders }) =>
    orders.changeShippingDetails({ id: 812, body: { Name: 'Bob', CountryId: 235 } }),
  '/api/order/changestatus': ({ orders }) =>
    orders.changeStatus({ Id: 812, Status: 'Shipped', Reason: 'By post' }),
  '/api/order/delete': ({ orders }) => orders.delete({ Id: 812 }),
  '/api/order/details': ({ orders }) => orders.get({ id: 812 }),
  '/api/order/new': ({ orders }) => orders.create({ ProductId: 9, Status: 'PendingPayment' }),
  '/api/payment/supported': ({ payments }) => payments.supported(),
  '/api/paymentlink/all': ({ paymentLinks }) => paymentLinks.list(page),
  '/api/paymentlink/delete': ({ paymentLinks }) => paymentLinks.delete({ Id: 33 }),
  '/api/paymentlink/new': ({ paymentLinks }) =>
    paymentLinks.create({ ClientId: 2185, Items: [{ Cost: 5, Quantity: 1, Tax: { Id: 311 } }] }),
  '/api/paymentlink/uri': ({ paymentLinks }) => paymentLinks.uri({ id: 33 }),
  '/api/product/all': ({ products }) => products.list(page),
  '/api/product/delete': ({ products }) => products.delete({ Id: 9 }),
  '/api/product/details': ({ products }) => products.get({ id: 9 }),
  '/api/product/new': ({ products }) => products.create(product),
  '/api/product/update': ({ products }) => products.update({ ...product, Id: 9 }),
  '/api/tax/all': ({ taxes }) => taxes.list(),
  '/api/tax/delete': ({ taxes }) => taxes.delete({ Id: 311 }),
  '/api/tax/new': ({ taxes }) => taxes.create({ Name: 'VAT', Percentage: 8.1 }),
  '/api/tax/update': ({ taxes }) => taxes.update({ Id: 311, Name: 'VAT', Percentage: 8.1 }),
  '/api/worktype/all': ({ workTypes }) => workTypes.list(),
  '/api/worktype/delete': ({ workTypes }) => workTypes.delete({ Id: 2402 }),
  '/api/worktype/details': ({ workTypes }) => workTypes.get({ id: 2402 }),
  '/api/worktype/new': ({ workTypes }) => workTypes.create({ Title: 'Design' }),
  '/api/worktype/search': ({ workTypes }) =>
    workTypes.search({ query: 'des', orderBy: 'Title', order: 'Desc', ...page }),
  '/api/worktype/update': ({ workTypes }) => workTypes.update({ Id: 2402, Title: 'Design' }),
};

test('every operation is called here', () => {
  expect(Object.keys(calls).toSorted()).toEqual(described.map(({ path }) => path).toSorted());
  expect(Object.keys(calls)).toHaveLength(61);
});

test.each(Object.entries(calls))(
  '%s: the request matches the description, and the whole response is returned',
  async (path, call) => {
    await using mock = await startMockEnvoice();
    const answer = await call(createTestClient({ baseUrl: mock.url }));
    expect(mock.requests.map((request) => request.path)).toEqual([path]);
    expect(answer).toEqual(mock.answers[0]);
  },
);

test.each(Object.entries(calls))(
  '%s: ordinals are returned as the names that they stand for',
  async (_, call) => {
    await using named = await startMockEnvoice();
    await using numbered = await startMockEnvoice({ ordinals: true });
    const answer = await call(createTestClient({ baseUrl: numbered.url }));
    expect(answer).toEqual(await call(createTestClient({ baseUrl: named.url })));
  },
);

test('every operation in the data is reached by exactly one method', async () => {
  const reached: string[] = [];
  const {
    exact,
    download: _,
    waits: __,
    ...resources
  } = createTestClient({
    baseUrl: 'http://127.0.0.1:9',
    maxAttempts: 1,
    transport: async ({ method, url }) => {
      reached.push(`${method} ${new URL(url).pathname}`);
      throw new Error('not sent');
    },
  });
  const input = { id: 1, body: {} };
  for (const operation of operations) {
    const names = new Set(operation.parameters.map(({ argument }) => argument));
    const given = Object.fromEntries(
      Object.entries(input).filter(
        ([name]) => names.has(name) || operation.body?.argument === name,
      ),
    );
    for (const group of [resources, exact]) {
      const methods = group[operation.resource] as unknown as Record<
        string,
        (input?: unknown) => Promise<unknown>
      >;
      const takesInput = operation.parameters.length > 0 || operation.body !== null;
      await methods[operation.name]!(takesInput ? given : undefined).catch(() => undefined);
    }
  }
  expect(reached).toHaveLength(2 * 61);
  expect(new Set(reached)).toEqual(
    new Set(described.map(({ method, path }) => `${method} ${path}`)),
  );

  // Every method is an operation, or iterates over or downloads the result of one.
  const methods = Object.entries(resources).flatMap(([resource, group]) =>
    Object.keys(group).map((name) => `${resource}.${name}`),
  );
  const known = new Set(operations.map(({ resource, name }) => `${resource}.${name}`));
  expect(methods.filter((method) => !known.has(method)).toSorted()).toEqual([
    'estimations.iterate',
    'invoices.downloadPdf',
    'invoices.iterate',
    'orders.iterate',
    'paymentLinks.iterate',
    'products.iterate',
    'workTypes.iterateSearch',
  ]);
});

test('the data names each operation once, and only existing models', () => {
  expect(new Set(operations.map(({ id }) => id)).size).toBe(61);
  expect(new Set(operations.map(({ resource, name }) => `${resource}.${name}`)).size).toBe(61);
  const named = operations
    .flatMap(({ body, response }) => [body?.schema, response.schema])
    .filter((schema) => typeof schema === 'string');
  const referred = [...JSON.stringify({ operations, models }).matchAll(/schemas\/(\w+)"/g)];
  for (const name of [...named, ...referred.map(([, model]) => model!)]) {
    expect(Object.keys(models)).toContain(name);
  }
});

test('only what is safe to retry is repeatable', () => {
  const repeatable = operations.filter((operation) => operation.repeatable);
  expect(repeatable.filter(({ method }) => method !== 'GET').map(({ id }) => id)).toEqual([
    'InvoiceApi_UpdateCategory',
    'TaxApi_Update',
    'WorkTypeApi_Update',
  ]);
  expect(repeatable.filter(({ method }) => method === 'GET')).toHaveLength(
    described.filter(({ method }) => method === 'GET').length,
  );
});
