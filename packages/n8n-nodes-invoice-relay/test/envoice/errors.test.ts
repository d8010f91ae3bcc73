import { expect, test } from 'vitest';

import { runEnvoice } from './support/n8n.mts';
import type { FakeN8n, Parameters } from './support/n8n.mts';

const baseUrl = 'http://envoice.test';
const lists: Readonly<Record<string, unknown>> = {
  '/api/tax/all': [{ Id: 311, Name: 'VAT', Percentage: 21 }],
  '/api/general/currencies': [{ Id: 163, Value: 'EUR' }],
};

function answering(answer: () => Response): FakeN8n {
  return {
    baseUrl,
    answer: ({ url }) => {
      const list = lists[new URL(url).pathname];
      return list === undefined ? answer() : Response.json(list);
    },
  };
}

const create: Parameters = {
  resource: 'invoice',
  operation: 'create',
  clientId: { __rl: true, mode: 'id', value: '1' },
  currencyId: { __rl: true, mode: 'id', value: '163' },
};
const billed: Parameters = { ...create, items: { values: [{ cost: '1' }] } };
const refusing = () => {
  throw new Error('Nothing is to be sent.');
};

test.each<readonly [string, Parameters, RegExp, RegExp]>([
  [
    'an amount that may be two different ones',
    { ...create, items: { values: [{ cost: '1' }, { cost: '1,999' }] } },
    /^Line Items 2 → Unit Price: “1,999” is ambiguous$/,
    /1\.999 or as 1999/,
  ],
  [
    'a tax that is not there',
    { ...create, items: { values: [{ taxId: { __rl: true, mode: 'id', value: '9' } }] } },
    /^Line Items 1 → Tax: Envoice has no tax 9$/,
    /from the list/,
  ],
  [
    'a code of no currency',
    { ...create, currencyId: { __rl: true, mode: 'code', value: 'EURO' } },
    /^Currency: Envoice does not know “EURO”$/,
    /EUR/,
  ],
  [
    'a name as an id',
    { ...create, clientId: 'Bob' },
    /^Client: “Bob” is not an ID$/,
    /from the list/,
  ],
  ['no client', { ...create, clientId: '' }, /^Client: this is empty$/, /expression/],
  [
    'no date',
    { ...create, additionalFields: { duedate: '4 December' } },
    /^Due Date: “4 December” is not a date$/,
    /2026-11-20.*expression such as \{\{/,
  ],
  [
    'a status that is none',
    { ...create, additionalFields: { status: 'Done' } },
    /^Status: “Done” is not one of the choices$/,
    /Draft, Paid, Unpaid/,
  ],
  [
    'a member of lines that is not known',
    { ...create, additionalFields: { itemsJson: [{ Price: 5 }] } },
    /^Line Items \(JSON\) 1: a line item has no “Price”$/,
    /Cost/,
  ],
  [
    'lines that are no JSON',
    { ...create, additionalFields: { itemsJson: '[{Cost: 5}]' } },
    /^Line Items \(JSON\): this is not JSON$/,
    /double quotes/,
  ],
  [
    'a line whose price an expression did not find',
    { ...create, items: { values: [{ cost: undefined }] } },
    /^Line Items 1 → Unit Price: this is empty$/,
    /0 if it is free.*expression/,
  ],
  [
    'a line whose quantity is empty',
    { ...create, items: { values: [{ cost: '1' }, { cost: '1', quantity: '' }] } },
    /^Line Items 2 → Quantity: this is empty$/,
    /expression/,
  ],
  [
    'a line of JSON without a price, after one of the form',
    { ...create, items: { values: [{ cost: '1' }] }, additionalFields: { itemsJson: [{}] } },
    /^Line Items 2 → Unit Price: this is empty$/,
    /expression/,
  ],
  [
    'a line of JSON whose quantity an expression did not find',
    { ...create, additionalFields: { itemsJson: [{ Cost: 1, Quantity: null }] } },
    /^Line Items 1 → Quantity: this is empty$/,
    /expression/,
  ],
  [
    'a line without a price that an update adds',
    {
      resource: 'invoice',
      operation: 'update',
      invoiceId: '7',
      updateFields: { items: { values: [{ quantity: '2' }] } },
    },
    /^Line Items 1 → Unit Price: this is empty$/,
    /expression/,
  ],
  [
    'an update with an empty list of lines',
    {
      resource: 'invoice',
      operation: 'update',
      invoiceId: '7',
      updateFields: { itemsJson: '[]', listMode: 'replace' },
    },
    /there is nothing to change$/,
    /^An empty list in Line Items \(JSON\) changes nothing/,
  ],
  [
    'an update of nothing',
    { resource: 'client', operation: 'update', clientId: '7' },
    /^Update Fields: there is nothing to change$/,
    /Add the fields/,
  ],
  [
    'an operation that is not there',
    { resource: 'client', operation: 'clone' },
    /^Operation: there is no “clone”/,
    /again/,
  ],
])('%s: the field and how to fix it, before anything is sent', async (_, item, message, fix) => {
  await expect(runEnvoice({ ...answering(refusing), items: [item] })).rejects.toMatchObject({
    name: 'NodeOperationError',
    message: expect.stringMatching(message),
    description: expect.stringMatching(fix),
    context: { itemIndex: 0 },
  });
});

test("what Envoice complains of is told by the fields' names", async () => {
  const answer = () =>
    Response.json(
      {
        Message: 'The request is invalid.',
        ModelState: {
          'model.Items[1].TaxId': ['Tax does not exist.'],
          'model.Duedate': ['Wrong.'],
        },
      },
      { status: 400 },
    );
  await expect(runEnvoice({ ...answering(answer), items: [billed] })).rejects.toMatchObject({
    name: 'NodeApiError',
    httpCode: '400',
    description: expect.stringMatching(
      /^Check: Line Items 2 → Tax, Due Date\.\n[^]*Tax does not exist\./,
    ),
    context: { itemIndex: 0 },
  });
});

test('so it is when a refusal comes with status 200', async () => {
  const UserVisibleMessage = 'body.Items.0.TaxId is 311, and there is no such tax.';
  const answer = () => Response.json({ IsFaulted: true, ErrorMessages: [{ UserVisibleMessage }] });
  await expect(runEnvoice({ ...answering(answer), items: [billed] })).rejects.toMatchObject({
    message: 'Envoice rejected the request',
    description: expect.stringMatching(/^Check: Line Items 1 → Tax\.\n[^]*no such tax/),
  });
});

test('words of a sentence are not taken for fields', async () => {
  const answer = () =>
    Response.json({ Message: 'Number and Status of Client: Email is taken.' }, { status: 400 });
  await expect(runEnvoice({ ...answering(answer), items: [billed] })).rejects.toMatchObject({
    description: expect.not.stringContaining('Check: '),
  });
});

test.each(['', '{"message":"Cannot GET /api/client/all"}'])(
  'a list that is not found comes from a wrong base URL: %j',
  async (body) => {
    const answer = () => new Response(body, { status: 404 });
    const items = [{ resource: 'client', operation: 'getAll' }];
    await expect(runEnvoice({ ...answering(answer), items })).rejects.toMatchObject({
      message: 'Envoice rejected the request',
      description: expect.stringMatching(/^http:\/\/envoice\.test does not .* Check Base URL\./),
    });
  },
);

test('with Continue On Fail each item comes out, with its error or its answer', async () => {
  const fine = { resource: 'tax', operation: 'getAll' };
  const bad = { ...create, items: { values: [{ cost: 'much' }] } };
  const items = await runEnvoice({
    ...answering(refusing),
    items: [bad, fine, bad],
    continueOnFail: true,
  });
  const failed = {
    error: 'Line Items 1 → Unit Price: “much” is not a number',
    details: expect.stringContaining('1210.50'),
  };
  expect(items).toEqual([
    { json: failed, pairedItem: { item: 0 } },
    { json: expect.objectContaining({ Id: 311, Name: 'VAT' }), pairedItem: { item: 1 } },
    { json: failed, pairedItem: { item: 2 } },
  ]);
});

test('no error holds the credentials', async () => {
  const answer = () =>
    Response.json({ Message: 'Key sandbox-key with sandbox-secret is blocked' }, { status: 403 });
  const error: unknown = await runEnvoice({ ...answering(answer), items: [billed] }).catch(
    (thrown: unknown) => thrown,
  );
  expect(error).toMatchObject({ message: 'Envoice does not accept the credentials' });
  expect(JSON.stringify(error)).not.toMatch(/sandbox-(key|secret)/);
  expect(String((error as Error).stack)).not.toMatch(/sandbox-(key|secret)/);
});
