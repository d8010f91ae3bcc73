import { describe, expect, it } from 'vitest';

import { Api } from './api.ts';
import { startSandbox } from './harness.ts';

async function start() {
  const { control } = await startSandbox();
  return { control, api: new Api(control) };
}

const bob = 2_185;
const line = { Cost: 1, Quantity: 1 };
const account = { 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secret' };

describe('a request that violates the description', () => {
  it.each([
    ['client/new', { Nmae: 'Ada' }, 'body.Nmae is not in the description'],
    ['client/new', { Name: 7 }, 'body.Name must be string, not number'],
    [
      'client/new',
      { Name: null },
      'body.Name must be string: leave it out instead of sending null',
    ],
    ['client/new', [], 'body must be object, not array'],
    ['client/new', undefined, 'body is missing'],
    ['client/delete', { Id: 2 ** 31 }, 'body.Id must be a whole number of at most 32 bits'],
    ['client/delete', { Id: 1.5 }, 'body.Id must be integer, not 1.5'],
    ['estimation/convert', { Id: 7 }, 'body must be integer, not object'],
    ['invoice/new', { Items: [{ Price: 1 }] }, 'body.Items.0.Price is not in the description'],
    [
      'invoice/new',
      { IssuedOn: 'today' },
      'body.IssuedOn must be a date-time with its zone, such as 2026-11-20T10:00:00Z',
    ],
    ['invoice/new', { Id: 7 }, 'body.Id is not in the description'],
    [
      'invoice/changestatus',
      { Id: 1, Status: 'Lost' },
      'body.Status must be one of Draft, Paid, Unpaid, Overdue, Void, or a number from 0 to 4',
    ],
    [
      'invoice/changestatus',
      { Id: 1, Status: 5 },
      'body.Status must be one of Draft, Paid, Unpaid, Overdue, Void, or a number from 0 to 4',
    ],
    [
      'invoice/changestatus',
      { Id: 1, Status: '1' },
      'body.Status must be one of Draft, Paid, Unpaid, Overdue, Void, or a number from 0 to 4',
    ],
  ])('%s %j: %s', async (operation, body, message) => {
    const { api } = await start();
    const answer = await api.post(operation, body);
    expect(answer).toMatchObject({
      status: 400,
      body: { title: 'Bad Request', operation, detail: `${operation}: ${message}.` },
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  });

  it.each([
    ['client/details', {}, 'id is missing'],
    ['client/details', { id: 'x' }, 'id must be integer, not string'],
    ['client/details', { id: 2_185, page: 1 }, 'page is not in the description'],
    ['invoice/all', { page: 2 }, 'page is not in the description'],
    ['invoice/all', { 'queryOptions.page': 0 }, 'queryOptions.page begins at 1'],
    [
      'invoice/all',
      { 'queryOptions.pageSize': 1_001 },
      'queryOptions.pageSize must be from 1 to 1000',
    ],
    [
      'worktype/search',
      { 'queryOptions.order': 'Up' },
      'queryOptions.order must be one of None, Asc, Desc, or a number from 0 to 2',
    ],
    [
      'worktype/search',
      { 'queryOptions.orderBy': 'Age' },
      'queryOptions.orderBy must be one of Id, Title, CreatedOn',
    ],
  ])('%s ?%j: %s', async (operation, query, message) => {
    const { api } = await start();
    expect(await api.get(operation, query as Record<string, string>)).toMatchObject({
      status: 400,
      body: { operation, detail: `${operation}: ${message}.` },
    });
  });

  it('gets all errors at once', async () => {
    const { api } = await start();
    const { body } = await api.post('invoice/new', {
      ClientId: 'x',
      Items: [{ Cost: '1' }, { Quantity: true }],
    });
    expect(body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'body.ClientId',
      'body.Items.0.Cost',
      'body.Items.1.Quantity',
    ]);
  });
});

describe('a valid request that does not fit the account', () => {
  it.each([
    ['client/new', {}, ['body.Name']],
    [
      'client/new',
      { Name: ' ', ClientCountryId: 999, ClientCurrencyId: 1, UiLanguageId: 99 },
      ['body.Name', 'body.ClientCountryId', 'body.ClientCurrencyId', 'body.UiLanguageId'],
    ],
    ['tax/new', { Name: 'VAT', Percentage: 101 }, ['body.Percentage']],
    ['tax/new', {}, ['body.Name', 'body.Percentage']],
    ['worktype/new', {}, ['body.Title']],
    ['product/new', { Items: [{}] }, ['body.Name', 'body.Items.0.Cost']],
    ['invoice/newcategory', {}, ['body.Name']],
    ['invoice/new', { Items: [line] }, ['body.ClientId']],
    ['invoice/new', { ClientId: 0 }, ['body.ClientId']],
    [
      'invoice/new',
      { ClientId: 9, CurrencyId: 9, InvoiceCategoryId: 9, ClonedFromId: 9 },
      ['body.ClonedFromId', 'body.ClientId', 'body.InvoiceCategoryId', 'body.CurrencyId'],
    ],
    ['invoice/new', { ClientId: bob, Items: [{}] }, ['body.Items.0.Cost', 'body.Items.0.Quantity']],
    [
      'invoice/new',
      { ClientId: bob, Items: [line, { ...line, TaxId: 9, WorkTypeId: 9 }] },
      ['body.Items.1.WorkTypeId', 'body.Items.1.TaxId'],
    ],
    [
      'invoice/new',
      { ClientId: bob, Items: [{ ...line, TaxId: 312, TaxPercentage: 19 }] },
      ['body.Items.0.TaxPercentage'],
    ],
    [
      'invoice/new',
      { ClientId: bob, Items: [{ Cost: 1, Quantity: -1, DiscountPercentage: 101 }] },
      ['body.Items.0.Quantity', 'body.Items.0.DiscountPercentage'],
    ],
    [
      'invoice/new',
      { ClientId: bob, PaymentGateways: [{ Name: 'paypal' }, { Name: 'goat' }] },
      ['body.PaymentGateways.1.Name'],
    ],
    ['invoice/update', {}, ['body.Id']],
    ['invoice/sendtoclient', {}, ['body.InvoiceId']],
    ['invoice/sendtoclient', { Id: 1, InvoiceId: 2 }, ['body.Id']],
    ['order/new', { Items: [line], DiscountAmount: 2 }, ['body.DiscountAmount']],
    ['order/new', { ProductId: 9, ShippingAmount: -1 }, ['body.ProductId', 'body.ShippingAmount']],
    ['paymentlink/new', { ClientId: 9, CurrencyId: 9 }, ['body.ClientId', 'body.CurrencyId']],
  ])('%s %j: %j', async (operation, body, fields) => {
    const { api, control } = await start();
    const answer = await api.post(operation, body);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map(({ field }: { field: string }) => field)).toEqual(fields);
    expect(await control.activities()).toEqual([]);
  });

  it('changes nothing', async () => {
    const { api } = await start();
    const made = await api.posted('invoice/new', { ClientId: bob, Items: [line] });
    const answer = await api.post('invoice/update', {
      Id: made.Id,
      Notes: 'lost',
      Items: [{ Id: 1, ...line }],
    });
    expect(answer.body.errors).toMatchObject([{ field: 'body.Items.0.Id' }]);
    expect(await api.got('invoice/details', { id: made.Id })).toEqual(made);
  });

  it.each([
    ['changestatus', { Id: 7, Status: 'Paid' }],
    ['update', { Id: 7 }],
    ['delete', { Id: 7 }],
    ['sendtoclient', { InvoiceId: 7 }],
  ])('gets 404 for invoice/%s with an unknown invoice', async (name, body) => {
    const { api } = await start();
    expect(await api.post(`invoice/${name}`, body)).toMatchObject({
      status: 404,
      body: { detail: `invoice/${name}: there is no invoice 7.` },
    });
  });
});

describe('a call', () => {
  it.each([
    [{}],
    [{ 'x-auth-key': 'sandbox-key' }],
    [{ 'x-auth-key': 'sandbox-key', 'x-auth-secret': 'sandbox-secres' }],
    [{ 'x-auth-key': 'sandbox-secret', 'x-auth-secret': 'sandbox-secret' }],
  ])('with the headers %j gets 401', async (headers) => {
    const { api } = await start();
    expect(await api.get('client/all', {}, headers as Record<string, string>)).toMatchObject({
      status: 401,
      body: { operation: 'client/all', detail: expect.stringContaining('x-auth-secret') },
    });
    // Unauthenticated clients must not learn what a valid request looks like.
    expect((await api.post('client/new', '{', headers)).status).toBe(401);
  });

  it('of an unknown operation gets 404, which says if only the method is wrong', async () => {
    const { api } = await start();
    expect(await api.get('client/everything')).toMatchObject({
      status: 404,
      body: { detail: 'The description has no operation /api/client/everything.' },
    });
    expect(await api.get('client/new')).toMatchObject({
      status: 404,
      body: { detail: 'client/new is a POST, not a GET.' },
    });
  });

  it('accepts only JSON', async () => {
    const { api } = await start();
    const form = { ...account, 'content-type': 'application/x-www-form-urlencoded' };
    expect(await api.post('client/new', 'Name=Ada', form)).toMatchObject({
      status: 415,
      body: { detail: expect.stringContaining('this sandbox does not') },
    });
    expect((await api.post('client/new', '{"Name":')).status).toBe(400);
    expect((await api.post('client/new', { Name: 'x'.repeat(2 ** 20) })).status).toBe(413);
    expect((await api.post('client/new', { Name: 'x'.repeat(100_000) })).status).toBe(200);
  });

  it('is counted, whatever its result', async () => {
    const { api, control } = await start();
    await api.get('client/details', { id: bob });
    await api.get('client/details', { id: 7 });
    await api.get('client/details', {}, {});
    await api.got('tax/all');
    expect((await control.call('GET', '/control/calls')).body.data).toEqual([
      { operation: 'client/details', calls: 3, statuses: { 200: 1, 401: 1, 404: 1 } },
      { operation: 'tax/all', calls: 1, statuses: { 200: 1 } },
    ]);
    await control.call('POST', '/control/reset');
    expect((await control.call('GET', '/control/calls')).body.data).toEqual([]);
  });
});
