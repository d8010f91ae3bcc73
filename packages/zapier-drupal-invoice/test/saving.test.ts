import type { Invoice } from '@invoice-relay/core/models';
import { createTester } from '@invoice-relay/zapier-kit/testing';
import { expect, test } from 'vitest';

import app from '../src/index.ts';
import { invoiceSample } from '../src/records/invoice.ts';
import { accountOf } from './support/account.ts';
import { startServer } from './support/server.ts';
import type { Answer, Asked } from './support/server.ts';

/** What goes to a site, and what is made of answers that the module does not document. */

async function run(options: {
  readonly step: string;
  readonly input: object;
  readonly answer: (asked: Asked) => Answer;
}) {
  const { step, input, answer } = options;
  await using site = await startServer(answer);
  const zap = createTester(app, accountOf(site.url));
  return { result: await zap.create(step, input), asked: site.asked, url: site.url };
}

const filledIn = {
  customer_company_name: 'Awesome company',
  customer_registration_number: '12345678',
  line_items: [{ description: 'SMS', quantity: '28', unit_cost: 0.22, vat_percentage: '21' }],
  pay_limit: '14',
  leading_zeros: 4,
};

test('a new invoice goes out in the form of the vendor’s sample', async () => {
  const { asked, result } = await run({
    step: 'create_invoice',
    input: filledIn,
    answer: ({ body }) => ({ body: { id: 9, ...(body as object) } }),
  });
  const body = {
    customer: { company_name: 'Awesome company', coc_number: 12_345_678 },
    items: [{ description: 'SMS', quantity: '28', unitcost: '0.22', vat: '21' }],
    pay_limit: 14,
    leading_zeros: '4',
  };
  expect(asked).toEqual([{ method: 'POST', path: '/invoice/api/invoice.json', body }]);
  // 28 × 0.22 = 6.16, and 21 % of it.
  expect(result).toMatchObject({ id: '9', total: '7.45' });
});

test('an update sends the changed members only', async () => {
  const { asked } = await run({
    step: 'update_invoice',
    input: { invoice: '20260007', customer_city: 'Utrecht', pay_status: 'paid', prefix: '  ' },
    answer: () => ({ body: { ok: true } }),
  });
  expect(asked[0]).toEqual({
    method: 'PUT',
    path: '/invoice/api/invoice.json/20260007',
    body: { pay_status: 'paid', customer: { city: 'Utrecht' } },
  });
});

test('an update of the whole invoice sends what was there, with the changes', async () => {
  const before = {
    id: 7,
    pay_status: 'unpaid',
    customer: { company_name: 'Awesome company', city: 'Amsterdam' },
    items: [{ description: 'SMS', quantity: '28', unitcost: '0.22', vat: '21' }],
  };
  const { asked } = await run({
    step: 'update_invoice',
    input: { invoice: 7, customer_city: 'Utrecht', send_whole_invoice: true },
    answer: () => ({ body: before }),
  });
  expect(asked.map(({ method }) => method)).toEqual(['GET', 'PUT']);
  expect(asked[1]?.body).toEqual({
    pay_status: 'unpaid',
    customer: { company_name: 'Awesome company', city: 'Utrecht' },
    items: before.items,
  });
});

const whole = { id: 9, items: [{ quantity: '1', unitcost: '2', vat: '0' }] };

test.each<[what: string, saved: unknown, read: Answer, known: object]>([
  ['only an id', { id: 9 }, { body: whole }, { id: '9', total: expect.anything() }],
  [
    'a number beside the invoice',
    { number: 'A-9', invoice: { prefix: 'B', leading_zeros: 4, ...whole } },
    {},
    { id: '9', number: 'A-9' },
  ],
  [
    'less than the invoice',
    { id: 9, prefix: 'A', pay_status: 'unpaid' },
    { body: whole },
    { id: '9', total: '2.00' },
  ],
  [
    'only a number',
    { invoice_number: 'A-9' },
    { body: { invoice_number: 'A-9', ...whole } },
    { id: '9', number: 'A-9', total: '2.00' },
  ],
  [
    'all but the id',
    { number: 'A-9', items: whole.items },
    { body: { number: 'A-9', ...whole } },
    { id: '9', number: 'A-9' },
  ],
  ['an id, and then nothing', { id: 9 }, { status: 500 }, { id: '9', total: null }],
  ['nothing at all', '', {}, { id: null, number: null, link: null }],
  [
    'amounts that nobody can read',
    { id: 9, number: 'A-9', items: [{ quantity: '1', unitcost: '1,50' }] },
    { body: { id: 9, items: [{ quantity: '1', unitcost: '1,50' }] } },
    { id: '9', number: 'A-9', total: null },
  ],
])('an invoice is saved, whatever the site answers: %s', async (_what, saved, read, known) => {
  const { result, asked, url } = await run({
    step: 'create_invoice',
    input: filledIn,
    answer: ({ method }) => (method === 'POST' ? { body: saved } : read),
  });
  expect(result).toMatchObject(known);
  expect(Object.keys(result).toSorted()).toEqual(Object.keys(invoiceSample).toSorted());
  if (result.id !== null) expect(result.link).toBe(`${url}/invoice/api/invoice.html/9`);
  // Neither is sent twice: Zapier gives a step 30 seconds.
  for (const method of ['GET', 'POST']) {
    expect(asked.filter((one) => one.method === method).length).toBeLessThan(2);
  }
});

const none = { taxInclusiveAmount: '0.00', payableAmount: '0.00' };
const unknown = { taxInclusiveAmount: null, payableAmount: null };

test.each<[what: string, saved: object, read: Answer, known: object]>([
  ['cannot be read', { number: '9' }, { status: 404 }, { id: null, total: null }],
  // What the site takes for an id as well.
  ['is the id of another', { number: '9' }, { body: { ...whole, number: '8' } }, { id: null }],
  ['is all there is', { number: '9' }, { body: { items: whole.items } }, { id: null }],
])('a number alone: when it %s, the invoice is saved', async (_what, saved, read, known) => {
  const { result, url } = await run({
    step: 'create_invoice',
    input: filledIn,
    answer: ({ method }) => (method === 'POST' ? { body: saved } : read),
  });
  expect(result).toMatchObject({ number: '9', ...known });
  expect(result.link).toBe(`${url}/invoice/api/invoice.html/9`);
});

test.each<[invoice: object, totals: object]>([
  [{ id: 9, items: [] }, none],
  [{ id: 9, pay_status: 'paid', prefix: 'A' }, unknown],
])('the totals of %j are not made up', async (invoice, totals) => {
  await using site = await startServer(() => ({ body: invoice }));
  const zap = createTester(app, accountOf(site.url));
  const [found] = await zap.search('find_invoice', { invoice: '9' });
  const updated = await zap.create('update_invoice', { invoice: '9', prefix: 'A' });
  for (const record of [found, updated]) {
    expect(record).toMatchObject({ id: '9', invoice: { totals } });
    const { totals: ofSample } = invoiceSample['invoice'] as Invoice;
    expect(Object.keys(record.invoice.totals)).toEqual(Object.keys(ofSample));
    expect(record.total).toBe(record.invoice.totals.taxInclusiveAmount);
  }
});

test.each([
  {},
  { customer_city: ' ', line_items: [{ description: '', unit_cost: null }, null] },
  { line_items: [] },
])('a create of %j says what to fill in, and sends nothing', async (input) => {
  await using site = await startServer(() => ({ body: { id: 9 } }));
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.create('create_invoice', input)).rejects.toThrow(
    /Create Invoice: nothing is filled in.*customer and at least one line item/,
  );
  expect(site.asked).toEqual([]);
});

test.each<[input: object, message: RegExp]>([
  [{ line_items: 'nonsense' }, /Line Items: these are no line items/],
  [{ line_items: [null, 'x', 5] }, /Line Items: these are no line items/],
  [{ line_items: [[{ unit_cost: '1' }]] }, /Line Items: these are no line items/],
  [{ line_items: [{ unit_cost: [1] }] }, /Line Items 1 → Unit Cost: “\[1\]” is no number/],
  [{ pay_limit: 1.5 }, /Pay Limit \(Days\): this is no whole number/],
  [{ pay_limit: 'soon' }, /Pay Limit \(Days\): this is no whole number/],
  [{ leading_zeros: 'x' }, /Leading Zeros: this is no whole number/],
])('%j is refused, and nothing is sent', async (input, message) => {
  await using site = await startServer(() => ({ body: { id: 9 } }));
  const zap = createTester(app, accountOf(site.url));
  for (const step of ['create_invoice', 'update_invoice']) {
    const all = { invoice: '9', customer_city: 'Utrecht', ...input };
    await expect(zap.create(step, all)).rejects.toThrow(message);
  }
  expect(site.asked).toEqual([]);
});

test.each([
  { status: 'error', message: 'No customer' },
  { result: 'failed', message: 'No customer' },
])('a site that answers %j has saved nothing', async (body) => {
  await using site = await startServer(() => ({ body }));
  const zap = createTester(app, accountOf(site.url));
  for (const step of ['create_invoice', 'update_invoice']) {
    const saving = zap.create(step, { invoice: '9', ...filledIn });
    await expect(saving).rejects.toThrow(/The site refuses this.*No customer/);
  }
});

test('amounts that the site cannot mean are told by the field', async () => {
  const items = [{ quantity: '1', unitcost: '1,50' }];
  await using site = await startServer(() => ({ body: { id: 9, items } }));
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.search('find_invoice', { invoice: '9' })).rejects.toThrow(
    /Items 1 → Unit Cost of the invoice is .*1,50/,
  );
});

test('a create whose answer is lost is not sent again, and says that it may have been done', async () => {
  await using site = await startServer(() => ({ status: 500 }));
  const zap = createTester(app, accountOf(site.url));
  await expect(zap.create('create_invoice', filledIn)).rejects.toThrow(
    /It may have been done all the same/,
  );
  expect(site.asked).toHaveLength(1);
});
