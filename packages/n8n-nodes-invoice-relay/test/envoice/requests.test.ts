import type { IHttpRequestOptions } from 'n8n-workflow';
import { expect, test } from 'vitest';

import { runEnvoice, runOne } from './support/n8n.mts';

const baseUrl = 'http://envoice.test';
const pdf = () => new Response('%PDF-1.7', { headers: { 'content-type': 'application/pdf' } });

function bodyOf({ body }: IHttpRequestOptions): Record<string, unknown> {
  return JSON.parse(new TextDecoder().decode(body as unknown as Uint8Array)) as never;
}

test('the credentials do not go along to where a link leads', async () => {
  const asked: string[] = [];
  await runOne(
    {
      baseUrl,
      asked: ({ url, headers }, authenticated) => {
        asked.push(`${url} ${authenticated} ${'x-auth-key' in (headers ?? {})}`);
      },
      answer: ({ url }) =>
        url.includes('/api/') ? Response.json({ Link: 'https://files.test/a.pdf' }) : pdf(),
    },
    { resource: 'invoice', operation: 'downloadPdf', invoiceId: '7' },
  );
  expect(asked).toEqual([
    'http://envoice.test/api/invoice/pdf?id=7 true true',
    'https://files.test/a.pdf false false',
  ]);
});

test('a client is not chosen among several', async () => {
  const twins = [
    { Id: 4, Name: 'Bob', Email: 'bob@example.com' },
    { Id: 9, Name: 'Rob', Email: 'BOB@example.com' },
  ];
  await expect(
    runOne(
      { baseUrl, answer: () => Response.json(twins) },
      { resource: 'client', operation: 'upsert', matchBy: 'Email', matchValue: 'bob@example.com' },
    ),
  ).rejects.toMatchObject({ message: 'Value: 2 clients have it (IDs 4, 9)' });
});

test('a client that is to be created needs a name', async () => {
  await expect(
    runOne(
      { baseUrl, answer: () => Response.json([]) },
      { resource: 'client', operation: 'upsert', matchBy: 'Email', matchValue: 'bob@example.com' },
    ),
  ).rejects.toMatchObject({ message: expect.stringMatching(/^Additional Fields → Name: /) });
});

test('an item sees the client that the item before it created', async () => {
  const clients: Record<string, unknown>[] = [];
  const item = {
    resource: 'client',
    operation: 'upsert',
    matchBy: 'Email',
    matchValue: 'bob@example.com',
    additionalFields: { name: 'Bob' },
  };
  const items = await runEnvoice({
    baseUrl,
    answer: (request) => {
      const path = new URL(request.url).pathname;
      if (path === '/api/client/all') return Response.json(clients);
      if (path === '/api/client/details') return Response.json(clients[0]);
      if (path === '/api/client/new') clients.push({ ...bodyOf(request), Id: 1 });
      return Response.json(1);
    },
    items: [item, item],
  });
  expect(items.map(({ json }) => json)).toEqual([
    { Id: 1, created: true },
    { Id: 1, created: false },
  ]);
});

/** For a vendor that treats an update as a replacement. */
test('an update sends everything that was there', async () => {
  const client = { Id: 3, Name: 'Bob', Status: 0 };
  const invoice = {
    Id: 7,
    Number: 'INV-1',
    Status: 2,
    Client: client,
    Currency: { Id: 163, Value: 'EUR' },
    IssuedOn: '2018-02-06T01:00:00+01:00',
    Duedate: '2018-02-20T01:00:00+01:00',
    PoNumber: null,
    Terms: 'Soon',
    Notes: 'Old',
    ClonedFromId: 0,
    InvoiceCategoryId: 12,
    ShouldSendReminders: true,
    Items: [
      {
        Id: 1,
        WorkTypeId: 5,
        Cost: 1,
        Quantity: 2,
        TaxId: 311,
        TaxPercentage: 21,
        TotalAmount: 2.42,
      },
      { Id: 2, WorkTypeId: 5, Cost: 3, Quantity: 1, DiscountPercentage: 0, TaxId: null },
    ],
    Attachments: [
      { Id: 31, Type: 1, OriginalFileName: 'a.pdf', ObfuscatedFileName: 'x', Link: 'l', Size: 5 },
    ],
    PaymentGateways: [{ Name: 'paypal' }],
    RecurringProfile: { Title: 'Monthly', RecurrancePattern: 2, Month: null },
    Payments: [{ Id: 8, Amount: 1 }],
    TotalAmount: 5.42,
  };
  const sent: Record<string, unknown>[] = [];
  await runOne(
    {
      baseUrl,
      answer: (request) => {
        if (request.method === 'POST') sent.push(bodyOf(request));
        return Response.json(invoice);
      },
    },
    {
      resource: 'invoice',
      operation: 'update',
      invoiceId: '7',
      updateFields: {
        notes: 'New',
        items: { values: [{ id: '1', taxPercentage: '9' }] },
        attachments: { values: [{ link: 'm', type: 'External' }] },
        recurringProfile: { values: { title: 'Yearly' } },
      },
    },
  );
  expect(sent).toEqual([
    {
      Id: 7,
      Number: 'INV-1',
      Status: 'Unpaid',
      ClientId: 3,
      CurrencyId: 163,
      IssuedOn: '2018-02-06T01:00:00+01:00',
      Duedate: '2018-02-20T01:00:00+01:00',
      Terms: 'Soon',
      Notes: 'New',
      InvoiceCategoryId: 12,
      ShouldSendReminders: true,
      Items: [
        { Id: 1, WorkTypeId: 5, Cost: 1, Quantity: 2, TaxPercentage: 9 },
        { Id: 2, WorkTypeId: 5, Cost: 3, Quantity: 1, DiscountPercentage: 0 },
      ],
      Attachments: [
        {
          Id: 31,
          Type: 'Uploaded',
          OriginalFileName: 'a.pdf',
          ObfuscatedFileName: 'x',
          Link: 'l',
          Size: 5,
        },
        { Link: 'm', Type: 'External' },
      ],
      PaymentGateways: [{ Name: 'paypal' }],
      RecurringProfile: { Title: 'Yearly', RecurrancePattern: 'Monthly' },
    },
  ]);
});

test('a line with an id that is not there is an error, and nothing is written', async () => {
  const methods: (string | undefined)[] = [];
  await expect(
    runOne(
      {
        baseUrl,
        asked: ({ method }) => void methods.push(method),
        answer: () => Response.json({ Id: 7, Items: [{ Id: 1 }, { Id: 2 }] }),
      },
      {
        resource: 'estimation',
        operation: 'update',
        estimationId: '7',
        updateFields: { items: { values: [{ id: '3', cost: '5' }] } },
      },
    ),
  ).rejects.toMatchObject({
    message: 'Line Items 1 → ID: there is no 3',
    description: expect.stringContaining('1, 2'),
  });
  expect(methods).toEqual(['GET']);
});

test.each(['invoice', 'estimation'])(
  'a status of an %s that Envoice leaves as it is is not called changed',
  async (resource) => {
    const json = await runOne(
      { baseUrl, answer: () => Response.json(false) },
      { resource, operation: 'changeStatus', [`${resource}Id`]: '7', status: 'Draft' },
    );
    expect(json).toEqual({ Id: 7, Status: 'Draft', changed: false });
  },
);

test('a limit stops asking for pages', async () => {
  const asked: string[] = [];
  const items = await runEnvoice({
    baseUrl,
    asked: ({ url }) => void asked.push(new URL(url).search),
    answer: ({ url }) => {
      const { searchParams } = new URL(url);
      const page = Number(searchParams.get('queryOptions.page'));
      const size = Number(searchParams.get('queryOptions.pageSize'));
      const Result = Array.from({ length: size }, (_, index) => ({
        Id: (page - 1) * size + index + 1,
      }));
      return Response.json({ TotalCount: 1000, Count: size, Result, IsFaulted: false });
    },
    items: [{ resource: 'invoice', operation: 'getAll', limit: 150, simplify: false }],
  });
  expect(items.map(({ json }) => json['Id'])).toEqual(
    Array.from({ length: 150 }, (_, index) => index + 1),
  );
  expect(asked).toHaveLength(2);
  expect(items.every(({ pairedItem }) => (pairedItem as { item: number }).item === 0)).toBe(true);
});

test('Return All gives as many as there are', async () => {
  // More than the maximum number of arguments of a function call.
  const rows = Array.from({ length: 130_000 }, () => ({ Id: 1 }));
  const items = await runEnvoice({
    baseUrl: 'http://envoice.test',
    answer: () => Response.json(rows),
    items: [{ resource: 'general', operation: 'getCountries', returnAll: true }],
  });
  expect(items).toHaveLength(130_000);
});
