import { createTester, startSandbox } from '@invoice-relay/zapier-kit/testing';
import type { Json, Sandbox, Tester } from '@invoice-relay/zapier-kit/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';

import app from '../src/index.ts';
import { hydrators } from '../src/hydrators.ts';
import { accountOf } from './support/account.ts';
import { differingMembers } from './support/members.ts';

/** Every step, against the stand-in for a Drupal site. */

let sandbox: Sandbox;
let zap: Tester;

beforeAll(async () => {
  sandbox = await startSandbox();
  zap = createTester(app, accountOf(sandbox.invoice7));
});
afterAll(() => sandbox[Symbol.asyncDispose]());

const authorization = `Basic ${btoa('sandbox:sandbox')}`;
/** As the site itself gives it. */
const site = async (id: string): Promise<Json> => {
  const url = `${sandbox.invoice7}/invoice/api/invoice.json/${id}`;
  return (await fetch(url, { headers: { authorization } })).json();
};

const required = { template: 'default', pay_limit: '14' };
const filledIn = {
  ...required,
  customer_company_name: 'Café Noordzee B.V.',
  customer_first_name: 'Ada',
  customer_last_name: 'Jansen',
  customer_number: '42',
  customer_street: 'Kade',
  customer_building_number: 12,
  customer_zip_code: '1012 AB',
  customer_city: 'Amsterdam',
  customer_state: '',
  customer_country: 'Nederland',
  customer_registration_number: 12345678,
  customer_vat_number: 'NL012345678B01',
  customer_description: 'Regular',
  line_items: [
    { description: 'Menu cards', quantity: '2.5', unit_cost: '19.99', vat_percentage: 21 },
    { description: '', quantity: '', unit_cost: '', vat_percentage: '' },
    { description: 'Advice', quantity: '', unit_cost: 100, vat_percentage: '' },
  ],
  pay_status: 'unpaid',
  invoice_description: 'Thank you',
  prefix: 'NZ',
  leading_zeros: 5,
};

test('creates an invoice from all fields of the form', async () => {
  const made = await zap.create('create_invoice', filledIn);
  expect(made).toMatchObject({
    id: expect.stringMatching(/^\d+$/),
    number: expect.stringMatching(/^NZ000\d\d$/),
    link: `${sandbox.invoice7}/invoice/api/invoice.html/${made.id}`,
    status: 'unpaid',
    currency: 'EUR',
    issue_date: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    terms: 'Payable within 14 days.',
    notes: 'Thank you',
    customer_id: '42',
    customer_name: 'Café Noordzee B.V.',
    customer_street: 'Kade 12',
    customer_postal_code: '1012 AB',
    customer_city: 'Amsterdam',
    customer_vat_number: 'NL012345678B01',
    line_items: [
      { description: 'Menu cards', quantity: '2.5', unit_cost: '19.99', vat_percentage: '21' },
      { description: 'Advice', quantity: '1', unit_cost: '100', line_total: '100.00' },
    ],
    // 2.5 × 19.99 = 49.98 (49.975), with 21 % of 49.975, and 100.
    subtotal: '149.98',
    total: '160.47',
    invoice: {
      buyer: {
        companyId: '12345678',
        contact: { name: 'Ada Jansen' },
        postalAddress: { buildingNumber: '12', countrySubentity: null, countryCode: 'NL' },
      },
      totals: { taxExclusiveAmount: '149.98', taxInclusiveAmount: '160.47' },
    },
  });
  expect(differingMembers(made, app.creates!['create_invoice']!.operation.sample)).toEqual([]);
});

test('amounts arrive as the site stores them: prices with three decimals', async () => {
  const amounts = ['0.125', '99999.99', 0.1 + 0.2, '10.0005', '50.750'];
  const { id, line_items: lines } = await zap.create('create_invoice', {
    ...required,
    customer_last_name: 'Doe',
    line_items: amounts.map((unit_cost) => ({ description: 'x', unit_cost })),
  });
  const kept = ['0.125', '99999.99', '0.3', '10.001', '50.75'];
  expect(lines.map((line: Json) => line.unit_cost)).toEqual(kept);
  expect((await site(id)).items.map((item: Json) => String(item.unitcost))).toEqual(kept);
});

test('an update changes what is filled in, and nothing else', async () => {
  const { id, number } = await zap.create('create_invoice', { ...filledIn, pay_status: 'unpaid' });
  const before = await site(id);
  const updated = await zap.create('update_invoice', {
    invoice: number,
    pay_status: 'paid',
    customer_city: 'Utrecht',
    customer_street: '',
    line_items: [],
  });
  expect(updated).toMatchObject({
    id,
    number,
    status: 'paid',
    customer_city: 'Utrecht',
    invoice: { totals: { payableAmount: '0.00' } },
  });
  expect(differingMembers(updated, app.creates!['update_invoice']!.operation.sample)).toEqual([]);
  const after = await site(id);
  expect(after).toEqual({
    ...before,
    pay_status: 'paid',
    changed: expect.any(String),
    customer: { ...before.customer, city: 'Utrecht' },
  });
});

test('an update replaces the line items', async () => {
  const { id } = await zap.create('create_invoice', filledIn);
  const replaced = await zap.create('update_invoice', {
    invoice: Number(id),
    line_items: [{ description: 'All', unit_cost: '5' }],
  });
  expect(replaced).toMatchObject({
    line_items: [{ description: 'All', unit_cost: '5' }],
    customer_name: 'Café Noordzee B.V.',
    customer_id: '42',
  });
});

test('an update with nothing filled in says so and sends nothing', async () => {
  await sandbox.control('DELETE', 'invoice7/calls');
  await expect(
    zap.create('update_invoice', { invoice: '1', pay_status: '', line_items: [{}] }),
  ).rejects.toThrow('there is nothing to update');
  expect(await sandbox.control('GET', 'invoice7/calls')).toMatchObject({ calls: 0 });
});

test('finds an invoice by its number and by its id; none is not an error', async () => {
  const { id, number } = await zap.create('create_invoice', filledIn);
  const [byId] = await zap.search('find_invoice', { invoice: id });
  expect(byId).toMatchObject({ id, number, link: expect.stringContaining(`/${id}`) });
  expect(differingMembers(byId, app.searches!['find_invoice']!.operation.sample)).toEqual([]);
  expect(await zap.search('find_invoice', { invoice: ` ${number} ` })).toEqual([byId]);
  for (const absent of [99999, 'NZ99999', `${number}0`]) {
    expect(await zap.search('find_invoice', { invoice: absent })).toEqual([]);
  }
});

test('lists invoices to choose from, the newest first', async () => {
  const { id, number } = await zap.create('create_invoice', filledIn);
  const [newest, ...others] = await zap.trigger('invoice_list');
  expect(newest).toEqual({ id, name: `${number} · Café Noordzee B.V. · 160.47 · unpaid` });
  expect(others.length).toBeGreaterThan(10);
});

test.each([
  [12, [12, 0, 0]],
  [50, [50, 0, 0]],
  [51, [50, 1, 0]],
  [100, [50, 50, 0]],
])('the list of %i invoices to choose from has each once, and ends', async (count, lengths) => {
  await using own = await startSandbox();
  const { trigger } = createTester(app, accountOf(own.invoice7));
  const { length } = await trigger('invoice_list');
  if (count > length) await own.control('POST', 'invoice7/invoices', { count: count - length });
  const pages: Json[][] = [];
  for (const page of lengths.keys()) pages.push(await trigger('invoice_list', { meta: { page } }));
  expect(pages.map((rows) => rows.length)).toEqual(lengths);
  expect(new Set(pages.flat().map(({ id }) => id)).size).toBe(count);
});

test('passes a PDF as a file and fetches it on demand', async () => {
  const [found, ...others] = await zap.search('get_invoice_pdf', { invoice: '1' });
  expect(others).toEqual([]);
  expect(found).toMatchObject({ id: '1', number: expect.any(String) });
  expect(found.file).toMatch(/^hydrate\|\|\|.*hydrators\.invoicePdf/);
  expect(Object.keys(found)).toEqual(
    Object.keys(app.searches!['get_invoice_pdf']!.operation.sample!),
  );
  expect(await zap.search('get_invoice_pdf', { invoice: '99999' })).toEqual([]);

  const stashed = await zap.run(
    (z: object, bundle: never) => {
      const stashFile = async (file: Buffer, size: number, name: string, type: string) => ({
        bytes: file.toString('latin1'),
        size,
        name,
        type,
      });
      return hydrators.invoicePdf({ ...z, stashFile } as never, bundle);
    },
    { inputData: { id: '1' } },
  );
  const response = await fetch(`${sandbox.invoice7}/invoice/api/invoice.pdf/1`, {
    headers: { authorization },
  });
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(stashed).toEqual({
    bytes: bytes.toString('latin1'),
    size: bytes.byteLength,
    name: expect.stringMatching(/\.pdf$/),
    type: 'application/pdf',
  });
  expect(stashed.bytes.slice(0, 5)).toBe('%PDF-');
});

test.each([
  [
    'create_invoice',
    { line_items: [{ unit_cost: '1' }, { unit_cost: '5 10' }] },
    /Line Items 2 → Unit Cost: “5 10” is not one number but 2: 5 and 10/,
  ],
  ['create_invoice', { line_items: [{ description: 'Free?' }] }, /Line Items 1 → Unit Cost: /],
  [
    'create_invoice',
    { customer_city: ['a'], line_items: [{ unit_cost: '1' }] },
    /Customer City: this is not text/,
  ],
  [
    'update_invoice',
    { invoice: 'A-99999', pay_status: 'paid' },
    /Invoice Number or ID: The site has no invoice \\?"A-99999/,
  ],
])('%s of %j says what to fix', async (key, input, message) => {
  await expect(zap.create(key, input)).rejects.toThrow(message);
});

test('rejections by the site say what to fix', async () => {
  const refused = { ...filledIn, template: 'nosuch' };
  await expect(zap.create('create_invoice', refused)).rejects.toThrow(/the template exists/);
  const second = createTester(app, {
    ...accountOf(sandbox.invoice7),
    username: 'second',
    password: 'second',
  });
  await expect(second.create('create_invoice', filledIn)).rejects.toThrow(
    /does not allow second to write invoices of this template.*settings page/,
  );
});
