import { expect, test } from 'vitest';

import type { ListOptions } from '../src/client/index.ts';
import { createTestClient, failureOf, secrets } from './support/client.ts';
import { answer } from './support/played-site.ts';

async function idsOf(
  { invoices }: ReturnType<typeof createTestClient>,
  options: ListOptions = {},
): Promise<readonly number[]> {
  const ids: number[] = [];
  for await (const { id } of invoices.list(options)) ids.push(id);
  return ids;
}

function open(count: number) {
  const client = createTestClient();
  for (let index = 0; index < count; index += 1) client.site.add();
  return client;
}

test.each([
  [0, 3, 1],
  [1, 3, 1],
  [3, 3, 2],
  [4, 3, 2],
  [6, 3, 3],
  [7, 3, 3],
])(
  '%d invoices in pages of %d take %d requests, and come once each',
  async (count, pageSize, most) => {
    const client = open(count);
    const ids = await idsOf(client, { pageSize, sort: 'ii.iid', order: 'asc' });
    expect(ids).toEqual(Array.from({ length: count }, (_, index) => index + 1));
    expect(client.site.asked).toHaveLength(most);
  },
);

test('the newest come first, and stopping early sends no more requests', async () => {
  const client = open(10);
  for await (const { id } of client.invoices.list({ pageSize: 3 })) {
    expect(id).toBe(10);
    break;
  }
  expect(client.site.asked).toHaveLength(1);
});

test('invoices created in the meantime shift the pages, but nothing comes twice', async () => {
  const client = open(5);
  const ids: number[] = [];
  for await (const { id } of client.invoices.list({ pageSize: 2 })) {
    ids.push(id);
    if (ids.length === 2) client.site.add();
  }
  expect(ids).toEqual([5, 4, 3, 2, 1]);
});

test('filters', async () => {
  const client = createTestClient();
  const { site, pass } = client;
  site.add({ customer: { customer_number: 7, company_name: 'A' } });
  site.add({ template: 'other' });
  pass(40 * 86_400_000);
  site.add();
  expect(await idsOf(client, { template: 'other' })).toEqual([2]);
  expect(await idsOf(client, { customerNumber: 7 })).toEqual([1]);
  expect(await idsOf(client, { year: 2026, month: 11 })).toEqual([2, 1]);
  expect(await idsOf(client, { year: 2026, month: 11, day: 28 })).toEqual([2, 1]);
  expect(await idsOf(client, { year: 2026, month: 11, day: 27 })).toEqual([]);
});

test('a year means all its months, not the current one', async () => {
  const client = createTestClient();
  client.site.add();
  client.pass(10 * 86_400_000);
  client.site.add();
  expect(await idsOf(client, { year: 2026 })).toEqual([2, 1]);
  expect(await idsOf(client, { year: 2026, order: 'asc' })).toEqual([1, 2]);
});

test.each([
  [{ day: 3 }, /day/],
  [{ month: 3 }, /year/],
  [{ month: 13, year: 2026 }, /from 1 to 12/],
  [{ pageSize: 0 }, /pageSize/],
  [{ sort: 'n.nid; DROP' }, /name of a column/],
])('refuses %j', async (options, message) => {
  const client = open(1);
  await expect(idsOf(client, options)).rejects.toThrow(message);
  expect(client.site.asked).toEqual([]);
});

test('an unknown sort column is reported', async () => {
  expect(await failureOf(idsOf(open(1), { sort: 'nosuch' }))).toMatchObject({
    reason: 'sort_unknown',
  });
});

test('one invoice in response to a list request is not a list', async () => {
  const { site, ...client } = open(0);
  site.trouble = () => answer(200, '{"id":7,"items":[]}', { 'content-type': 'application/json' });
  expect(await failureOf(idsOf({ site, ...client }))).toMatchObject({
    reason: 'answer_unreadable',
  });
});

test('finds an invoice by its printed number with few requests', async () => {
  const client = createTestClient();
  const { site, invoices } = client;
  site.add();
  site.add({ prefix: 'A%Y' });
  site.add({ prefix: '%Y-' });
  site.add({ id: 20_260_001, prefix: 'X', leading_zeros: 4 });
  const find = async (number: string) => (await invoices.findByNumber({ number }))?.id ?? null;
  expect(await find('20260001')).toBe(1);
  expect(site.asked).toHaveLength(2);
  expect(await find('A20260002')).toBe(2);
  expect(await find(' 2026-0003 ')).toBe(3);
  expect(await find('X20260001')).toBe(20_260_001);
  for (const number of ['A20260099', 'A20260001', '2026-0002', '1', '7', 'INV', '']) {
    expect([number, await find(number)]).toEqual([number, null]);
  }
});

test('resolve tries the printed number first, then the bare one', async () => {
  const { site, invoices } = createTestClient();
  site.add();
  site.add({ prefix: 'A%Y' });
  const resolve = (idOrNumber: string) => invoices.resolve({ idOrNumber });
  expect(await resolve('20260001')).toBe(1);
  expect(await resolve(' 2 ')).toBe(2);
  expect(await resolve('A20260002')).toBe(2);
  // Invoice 1 has another number, and its bare number alone is not a match.
  expect(await resolve('20250001')).toBeNull();
  expect(await resolve('A20260099')).toBeNull();
  expect(await resolve('99')).toBeNull();
  expect(await resolve('0001')).toBeNull();
  site.add({ id: 20_260_001 });
  expect(await resolve('20260001')).toBe(1);
});

test("a template's user finds the numbers of other templates through the list", async () => {
  const { site, invoices } = createTestClient();
  site.add({ template: 'other' });
  site.add();
  site.users.set(secrets.username, { password: secrets.password, templates: ['default'] });
  expect((await invoices.findByNumber({ number: '20260001' }))?.id).toBe(1);
  expect(await invoices.findByNumber({ number: '20250001' })).toBeNull();
  expect(await failureOf(invoices.get({ id: 1 }))).toMatchObject({
    reason: 'template_not_readable',
  });
});
