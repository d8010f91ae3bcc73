import { expect, test } from 'vitest';

import { createTestClient } from './support/client.ts';
import { startMockEnvoice } from './support/mock-envoice.ts';

/** A client whose every call gets this response body, byte for byte. */
async function answering(body: string) {
  const mock = await startMockEnvoice({ route: () => ({ body }) });
  return Object.assign(createTestClient({ baseUrl: mock.url }), {
    [Symbol.asyncDispose]: () => mock[Symbol.asyncDispose](),
  });
}

/** The response to a created invoice from the vendor's guide, truncated. */
const createdInvoice = `{
  "Items": [{ "Id": 7936, "WorkTypeId": 2402, "Description": null, "Cost": 100.10 }],
  "Activities": [{ "Id": 99120, "Type": 11 }, { "Id": 99121, "Type": "paid" },
    { "Id": 99122, "Type": 4711 }, { "Id": 99123, "Type": "0" },
    { "Id": 99124, "Type": "Framed" }, { "Id": 99125, "Type": null }],
  "Payments": [{ "Id": 1, "Type": 20, "Amount": 1234567890123456.78 }],
  "Id": 3971,
  "Client": { "Id": 2185, "CC": null },
  "RecurringProfile": { "DayOfWeek": 1 },
  "ClonedFromId": null,
  "Status": 0,
  "SomethingNew": { "Status": 0 }
}`;

test('a whole response: enums named, undescribed members kept as they are', async () => {
  await using envoice = await answering(createdInvoice);
  expect(await envoice.invoices.create({ ClientId: 2185 })).toEqual({
    Items: [{ Id: 7936, WorkTypeId: 2402, Description: null, Cost: 100.1 }],
    Activities: [
      { Id: 99120, Type: 'Paid' },
      { Id: 99121, Type: 'Paid' },
      { Id: 99122, Type: 4711 },
      { Id: 99123, Type: 'Created' },
      { Id: 99124, Type: 'Framed' },
      { Id: 99125, Type: null },
    ],
    Payments: [{ Id: 1, Type: 'Braintree', Amount: 1234567890123456.8 }],
    Id: 3971,
    Client: { Id: 2185, CC: null },
    RecurringProfile: { DayOfWeek: 'Monday' },
    ClonedFromId: null,
    Status: 'Draft',
    SomethingNew: { Status: 0 },
  });
});

test('the exact response has every digit', async () => {
  await using envoice = await answering(createdInvoice);
  expect(await envoice.exact.invoices.get({ id: 3971 })).toMatchObject({
    Items: [{ Cost: '100.10' }],
    Activities: [
      { Type: 'Paid' },
      { Type: 'Paid' },
      { Type: '4711' },
      { Type: 'Created' },
      { Type: 'Framed' },
      { Type: null },
    ],
    Payments: [{ Amount: '1234567890123456.78' }],
    Id: '3971',
    Status: 'Draft',
  });
});

test.each([
  ['3764', 3764, '3764'],
  ['"3764"', 3764, '3764'],
  ['\uFEFF 3764\r\n', 3764, '3764'],
])('a bare id %s', async (body, id, text) => {
  await using envoice = await answering(body);
  expect(await envoice.workTypes.create({ Title: 'Design' })).toBe(id);
  expect(await envoice.exact.workTypes.create({ Title: 'Design' })).toBe(text);
});

test.each(['Draft', '"Draft"', '0', '"0"', 'draft', 'DRAFT'])('a status %s', async (body) => {
  await using envoice = await answering(body);
  expect(await envoice.invoices.status({ id: 3971 })).toBe('Draft');
});

test('a status is named by the list of its own operation', async () => {
  await using envoice = await answering('1');
  expect(await envoice.invoices.status({ id: 1 })).toBe('Paid');
  expect(await envoice.estimations.status({ id: 1 })).toBe('Accepted');
});

test('a word that is not a status is an invalid response', async () => {
  await using envoice = await answering('Drafty');
  await expect(envoice.invoices.status({ id: 1 })).rejects.toMatchObject({
    code: 'vendor_answer_invalid',
  });
});

test.each([true, false])('a flag: %s', async (flag) => {
  await using envoice = await answering(String(flag));
  expect(await envoice.invoices.changeStatus({ Id: 1, Status: 'Paid' })).toBe(flag);
  expect(await envoice.clients.canDelete({ id: 1 })).toBe(flag);
});

test('an empty page with null instead of its list', async () => {
  await using envoice = await answering('{"TotalCount":0,"Result":null,"IsFaulted":false}');
  expect((await envoice.invoices.list()).Result).toEqual([]);
});

test('JSON is read whatever its content type', async () => {
  await using mock = await startMockEnvoice({
    route: () => ({
      headers: { 'content-type': 'text/html; charset=utf-8' },
      body: '\uFEFF{"Id":3971,"TotalAmount":1E+21,"TaxAmount":100.0,"DiscountAmount":1E-07}',
    }),
  });
  const client = createTestClient({ baseUrl: mock.url });
  expect(await client.invoices.get({ id: 3971 })).toEqual({
    Id: 3971,
    TotalAmount: 1e21,
    TaxAmount: 100,
    DiscountAmount: 1e-7,
  });
  expect(await client.exact.invoices.get({ id: 3971 })).toMatchObject({
    TotalAmount: '1E+21',
    TaxAmount: '100.0',
  });
});
