import { createTester } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import app from '../src/index.ts';
import { invoiceSample } from '../src/records/invoice.ts';
import { accountOf } from './support/account.ts';
import { startServer } from './support/server.ts';
import type { Answer, Asked } from './support/server.ts';
import { answerOf, invoice, written } from './support/site.ts';

/** What goes to a site, and what is made of what it answers. */

async function run(options: {
  readonly step: string;
  readonly input: object;
  readonly answer?: (asked: Asked) => Answer;
}) {
  const { step, input, answer = answerOf } = options;
  await using site = await startServer(answer);
  const zap = createTester(app, accountOf(site.url));
  return { result: await zap.create(step, input), asked: site.asked, url: site.url };
}

const filledIn = {
  template: 'default',
  pay_limit: '14',
  customer_company_name: 'Awesome company',
  customer_registration_number: '0012345',
  line_items: [{ description: 'SMS', quantity: '28', unit_cost: 0.22, vat_percentage: '21' }],
  leading_zeros: 4,
};

test('creates an invoice after a login and then reads it', async () => {
  const { asked, result } = await run({ step: 'create_invoice', input: filledIn });
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    'POST /user/login',
    'GET /invoice/api/token',
    'POST /invoice/api/invoice.json',
    'GET /invoice/api/invoice.json/9',
  ]);
  expect(written(asked)[0]?.body).toEqual({
    template: 'default',
    pay_limit: 14,
    leading_zeros: 4,
    customer: { company_name: 'Awesome company', coc_number: '0012345' },
    items: [{ description: 'SMS', quantity: '28', unitcost: '0.22', vat: '21' }],
  });
  expect(result).toMatchObject({
    id: '9',
    number: 'A20260009',
    invoice: { totals: { taxInclusiveAmount: '7.45' } },
  });
});

test('an update keeps fields that are not filled in', async () => {
  const { asked, result } = await run({
    step: 'update_invoice',
    input: { invoice: 'A20260009', customer_city: 'Utrecht', pay_status: 'paid', prefix: '  ' },
  });
  expect(written(asked).map(({ method, path, body }) => ({ method, path, body }))).toEqual([
    {
      method: 'PUT',
      path: '/invoice/api/invoice.json/9',
      body: {
        leading_zeros: 4,
        prefix: 'A%Y',
        template: 'default',
        pay_limit: 14,
        pay_status: 'paid',
        customer: { customer_number: 1, company_name: 'Awesome company', city: 'Utrecht' },
      },
    },
  ]);
  expect(result).toMatchObject({ id: '9' });
});

test.each<[what: string, read: Answer]>([
  ['cannot be read', { status: 502 }],
  ['has an amount that nobody can read', { body: { ...invoice, items: [{ unitcost: '1,5' }] } }],
])('succeeds if a saved invoice %s', async (_what, read) => {
  const { result, asked, url } = await run({
    step: 'create_invoice',
    input: filledIn,
    answer: (one) => (one.method === 'GET' && one.path.endsWith('/9') ? read : answerOf(one)),
  });
  expect(result).toMatchObject({ id: '9', link: `${url}/invoice/api/invoice.html/9` });
  expect(Object.keys(result).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
  expect(written(asked)).toHaveLength(1);
});

test.each([
  {},
  { customer_city: ' ', line_items: [{ description: '', unit_cost: null }, null] },
  { line_items: [] },
])('a create of %j says what to fill in, and sends nothing', async (input) => {
  await using site = await startServer(answerOf);
  const zap = createTester(app, accountOf(site.url));
  const all = { template: 'default', pay_limit: 14, ...input };
  await expect(zap.create('create_invoice', all)).rejects.toThrow(
    /Create Invoice: nothing is filled in.*customer and at least one line item/,
  );
  expect(site.asked).toEqual([]);
});

test.each<[input: object, message: RegExp]>([
  [{ line_items: 'nonsense' }, /Line Items: these are not line items/],
  [{ line_items: [null, 'x', 5] }, /Line Items: these are not line items/],
  [{ line_items: [[{ unit_cost: '1' }]] }, /Line Items: these are not line items/],
  [{ line_items: [{ unit_cost: [1] }] }, /Line Items 1 → Unit Cost: “\[1\]” is not a number/],
  [{ pay_limit: 1.5 }, /Pay Limit \(Days\): this is not a whole number/],
  [{ pay_limit: 'soon' }, /Pay Limit \(Days\): this is not a whole number/],
  [{ leading_zeros: 'x' }, /Leading Zeros: this is not a whole number/],
])('%j is refused, and nothing is written', async (input, message) => {
  await using site = await startServer(answerOf);
  const zap = createTester(app, accountOf(site.url));
  for (const step of ['create_invoice', 'update_invoice']) {
    const all = { ...filledIn, invoice: '9', customer_city: 'Utrecht', ...input };
    await expect(zap.create(step, all)).rejects.toThrow(message);
  }
  expect(written(site.asked)).toEqual([]);
});

test.each([
  [{ template: '' }, /Template: this is missing/],
  [{ pay_limit: 70_000 }, /Pay Limit \(Days\): this is missing or out of range/],
])('a new invoice with %j is refused before anything is sent', async (input, message) => {
  await using site = await startServer(answerOf);
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.create('create_invoice', { ...filledIn, ...input })).rejects.toThrow(message);
  expect(site.asked).toEqual([]);
});

test('invalid amounts name the field', async () => {
  const items = [{ quantity: '1', unitcost: '1,50' }];
  const answer = (asked: Asked) =>
    asked.path.endsWith('/9') ? { body: { ...invoice, items } } : answerOf(asked);
  await using site = await startServer(answer);
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.search('find_invoice', { invoice: '9' })).rejects.toThrow(
    /Line Items 1 → Unit Cost of the invoice is .*1,50/,
  );
});

test.each([
  ['<html>Error</html>', /It may have been done anyway/],
  ['', /nothing was saved/],
])('a create that fails with %j is not sent again', async (body, message) => {
  await using site = await startServer((asked) =>
    asked.method === 'POST' && asked.path.startsWith('/invoice')
      ? { status: 500, body }
      : answerOf(asked),
  );
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.create('create_invoice', filledIn)).rejects.toThrow(message);
  expect(written(site.asked)).toHaveLength(1);
});

test('a read that fails is not repeated: Zapier repeats the step', async () => {
  await using site = await startServer(() => ({ status: 503 }));
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.search('find_invoice', { invoice: '9' })).rejects.toThrow('HTTP 503');
  expect(site.asked).toHaveLength(1);
});

test('the PDF of an invoice with amounts that nobody can read is a file all the same', async () => {
  const items = [{ quantity: '1', unitcost: '1,50' }];
  await using site = await startServer((asked) =>
    asked.path.endsWith('/9') ? { body: { ...invoice, items } } : answerOf(asked),
  );
  const zap = createTester(app, accountOf(site.url));
  const found = await zap.search('get_invoice_pdf', { invoice: '9' });
  expect(found).toMatchObject([
    {
      id: '9',
      number: 'A20260009',
      link: `${site.url}/invoice/api/invoice.html/9`,
      file: expect.stringMatching(/^hydrate\|\|\|/),
    },
  ]);
});
