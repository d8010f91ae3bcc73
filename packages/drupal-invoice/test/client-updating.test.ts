import { expect, test } from 'vitest';

import { createTestClient, failureOf } from './support/client.ts';
import { answer } from './support/played-site.ts';

const items = [
  { description: 'Second', quantity: 2.5, unitcost: 38.675, vat: 21, weight: 1 },
  { description: 'First', quantity: -1, unitcost: 5, vat: 21, weight: -3 },
];
const full = {
  prefix: 'A%Y',
  leading_zeros: 6,
  description: 'Thank you',
  template: 'other',
  pay_limit: 30,
  pay_status: 'paid',
  customer: {
    customer_number: 7,
    company_name: 'Café "X"',
    lastname: 'Jansen',
    building_number: '0012',
    coc_number: '0012345',
  },
  items,
};

function open(use: Parameters<typeof createTestClient>[0] = {}) {
  const client = createTestClient(use);
  client.site.add(full);
  return client;
}
const whole = async ({ invoices }: ReturnType<typeof open>, id = 1) => {
  const found = await invoices.lookup({ id });
  if (found.state !== 'found') throw new Error(found.state);
  return JSON.parse(found.source) as Record<string, unknown>;
};

test.each([
  [{ description: 'Other' }, { description: 'Other' }],
  [{ pay_status: 'unpaid' }, { pay_status: 'unpaid' }],
  [{ description: null }, { description: null }],
  [{ template: 'default' }, { template: 'default' }],
])('%j leaves everything else unchanged, byte for byte', async (changes, differs) => {
  const client = open();
  const before = await whole(client);
  client.pass(60_000);
  const after = await client.invoices.update({ id: 1, changes });
  expect(await whole(client)).toEqual({
    ...before,
    ...differs,
    changed: '2026-11-28 17:25:20',
  });
  expect(after).toMatchObject(differs);
  expect(after?.number).toBe('A2026000001');
});

test('changes a member of the customer, keeping its number and all other members', async () => {
  const client = open();
  const before = await whole(client);
  await client.invoices.update({ id: 1, changes: { customer: { city: 'Utrecht' } } });
  expect((await whole(client))['customer']).toEqual({
    ...(before['customer'] as object),
    city: 'Utrecht',
  });
});

test('new items replace all existing ones, with the weights that they are given', async () => {
  const client = open();
  const { items: had } = await client.invoices.get({ id: 1 });
  expect(had.map(({ description }) => description)).toEqual(['First', 'Second']);
  const changed = had.map((item) => ({ ...item, unitcost: '9.99' }));
  const after = await client.invoices.update({ id: 1, changes: { items: changed } });
  expect(after?.items).toMatchObject([
    { description: 'First', weight: -3, unitcost: '9.99', quantity: '-1' },
    { description: 'Second', weight: 1, unitcost: '9.99', quantity: '2.5' },
  ]);
});

test('writes unknown members back', async () => {
  const bodies: unknown[] = [];
  const text = JSON.stringify({
    id: 1,
    nid: 5,
    template: 'default',
    pay_limit: 1,
    leading_zeros: 4,
    pay_status: 'unpaid',
    own: { a: [1] },
    number: '0',
    changed: 'x',
    extotal: 1,
    vat_totals: [],
    customer: {
      id: 9,
      customer_number: 3,
      city: null,
      email: 'a@b.example',
    },
    items: [],
  });
  const { invoices } = createTestClient({
    answer: ({ method, body }, path) => {
      if (!path.endsWith('/1')) return undefined;
      if (method === 'PUT') bodies.push(JSON.parse(String(body)));
      return method === 'PUT' ? answer(204) : answer(200, text);
    },
  });
  await invoices.update({ id: 1, changes: { pay_status: 'paid' } });
  expect(bodies).toEqual([
    {
      template: 'default',
      pay_limit: 1,
      leading_zeros: 4,
      pay_status: 'paid',
      own: { a: [1] },
      customer: {
        customer_number: 3,
        email: 'a@b.example',
      },
    },
  ]);
});

test('keeps what somebody else changes between reading and writing', async () => {
  let reads = 0;
  const client = open({
    answer: ({ method }, path) => {
      if (method !== 'GET' || !path.endsWith('/1')) return undefined;
      reads += 1;
      if (reads === 2) {
        client.pass(1000);
        client.site.edit(1, { description: 'By somebody else' });
      }
      return undefined;
    },
  });
  await client.invoices.update({ id: 1, changes: { pay_status: 'unpaid' } });
  expect(await whole(client)).toMatchObject({
    description: 'By somebody else',
    pay_status: 'unpaid',
  });
});

test('a change since the caller read the invoice is an error, and nothing is written', async () => {
  const client = open();
  const { changed } = await client.invoices.get({ id: 1 });
  client.pass(1000);
  client.site.edit(1, { description: 'By somebody else' });
  const changes = { description: 'Mine' };
  const error = await failureOf(
    client.invoices.update({ id: 1, changes, ifChangedIs: changed ?? '' }),
  );
  expect(error).toMatchObject({ reason: 'invoice_changed', temporary: false });
  expect(error.message).toContain('2026-11-28 17:24:21');
  expect(await whole(client)).toMatchObject({ description: 'By somebody else' });
  await client.invoices.update({ id: 1, changes, ifChangedIs: '2026-11-28 17:24:21' });
  expect(await whole(client)).toMatchObject({ description: 'Mine' });
});

test('an update that was saved although its response was lost is not blamed on somebody else', async () => {
  const client = open({
    maxAttempts: 3,
    answer: (request, path) => {
      if (request.method !== 'PUT' || !path.endsWith('/1')) return undefined;
      client.pass(1000);
      client.site.edit(1, { description: 'Mine' });
      return new Error('ECONNRESET');
    },
  });
  const { changed } = await client.invoices.get({ id: 1 });
  const error = await failureOf(
    client.invoices.update({
      id: 1,
      changes: { description: 'Mine' },
      ifChangedIs: changed ?? '',
    }),
  );
  expect(error).toMatchObject({ reason: 'invoice_changed' });
  expect(error.message).not.toContain('nothing was written');
  expect(error.message).toContain('by this update, whose response was lost');
  expect(client.site.asked.filter((one) => one.startsWith('PUT'))).toHaveLength(1);
});

test.each([true, false])(
  'after a lost response it says that the update may have been saved (and the site stays down: %s)',
  async (staysDown) => {
    let isDown = false;
    const client = open({
      maxAttempts: 3,
      answer: ({ method }) => {
        isDown = method === 'PUT' || (isDown && staysDown);
        return isDown ? new Error('ECONNRESET') : undefined;
      },
    });
    const error = await failureOf(client.invoices.update({ id: 1, changes: { prefix: 'B' } }));
    expect(error.message).toMatch(/^invoices\.update: .*may have been done anyway; doing it again/);
    expect(error.temporary).toBe(true);
  },
);

test('gives up on an invoice that others keep changing', async () => {
  let count = 0;
  const client = open({
    answer: ({ method }, path) => {
      if (method === 'GET' && path.endsWith('/1')) {
        client.site.edit(1, { description: `Change ${(count += 1)}` });
      }
      return undefined;
    },
  });
  const error = await failureOf(client.invoices.update({ id: 1, changes: { prefix: 'B' } }));
  expect(error).toMatchObject({ reason: 'invoice_changed' });
  expect(client.site.asked.filter((one) => one.startsWith('PUT'))).toEqual([]);
});

test.each([
  [{ template: null }, 'template'],
  [{ leading_zeros: undefined }, 'leading_zeros'],
  [{ pay_limit: 'soon' }, 'pay_limit'],
  [{ items: [{ quantity: '1', unitcost: '1,5', vat: 0 }] }, 'items[0].unitcost'],
])('does not write an invoice with %j, which would be lost', async (broken, member) => {
  const text = JSON.stringify({
    id: 1,
    template: 'default',
    pay_limit: 1,
    leading_zeros: 4,
    pay_status: 'unpaid',
    items: [],
    ...broken,
  });
  const { site, invoices } = createTestClient({
    answer: (_, path) => (path.endsWith('/1') ? answer(200, text) : undefined),
  });
  const error = await failureOf(invoices.update({ id: 1, changes: { pay_status: 'paid' } }));
  expect(error).toMatchObject({ reason: 'invoice_unreadable' });
  expect(error.message).toContain(`${member} of invoice 1`);
  expect(site.asked.filter((one) => one.startsWith('PUT'))).toEqual([]);
});

test('needs permission for both templates', async () => {
  const client = open();
  client.site.users.set('jane', { password: 'hunter2 & <b>', templates: ['other'] });
  const error = await failureOf(
    client.invoices.update({ id: 1, changes: { template: 'default' } }),
  );
  expect(error).toMatchObject({ reason: 'template_not_writable', code: 'vendor_unauthorized' });
  client.site.users.set('jane', { password: 'hunter2 & <b>', templates: ['default'] });
  const other = await failureOf(client.invoices.update({ id: 1, changes: { prefix: 'B' } }));
  expect(other).toMatchObject({ reason: 'template_not_readable' });
});

test('an invoice that is saved but cannot be read again counts as saved', async () => {
  const client = open({
    answer: ({ method }, path) => {
      const isSaved = client.site.asked.some((one) => one.startsWith('PUT'));
      return method === 'GET' && path.endsWith('/1') && isSaved ? answer(502) : undefined;
    },
  });
  expect(await client.invoices.update({ id: 1, changes: { description: 'x' } })).toBeNull();
  expect(client.site.invoices.get(1)?.description).toBe('x');
});

test('after a failure the invoice is read and merged again', async () => {
  let failures = 1;
  const client = open({
    maxAttempts: 3,
    answer: ({ method }) => {
      if (method !== 'PUT' || failures === 0) return undefined;
      failures -= 1;
      client.site.edit(1, { description: 'By somebody else' });
      return answer(502);
    },
  });
  await client.invoices.update({ id: 1, changes: { pay_status: 'unpaid' } });
  expect(await whole(client)).toMatchObject({
    description: 'By somebody else',
    pay_status: 'unpaid',
  });
});
