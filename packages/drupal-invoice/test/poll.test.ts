import type { TransportRequest } from '@invoice-relay/core/source';
import { expect, test } from 'vitest';

import { readRecord } from '../src/record/index.ts';
import { createTestHost } from './support/poll-host.ts';
import type { TestHost } from './support/poll-host.ts';
import { answer } from './support/played-site.ts';

async function open(
  count: number,
  options: Parameters<typeof createTestHost>[0] = {},
): Promise<TestHost> {
  const host = createTestHost(options);
  for (let index = 0; index < count; index += 1) host.site.add();
  await host.poll();
  return host;
}

test('a poll without changes is one request, and tells nothing', async () => {
  const host = await open(30);
  for (let count = 0; count < 3; count += 1) {
    expect(await host.poll()).toEqual([]);
    expect(host.requests).toBe(1);
    expect(host.steps).toHaveLength(1);
    expect(host.steps[0]).toMatchObject({ more: false, remember: [], forget: [] });
  }
});

test.each([
  [2500, 3],
  [3000, 4],
])('on a site of %d invoices it takes %d requests', async (count, requests) => {
  const host = await open(count);
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(requests);
});

test('created, changed, paid, unpaid, deleted: all seen by the next poll, once each', async () => {
  const host = await open(10);
  const { site } = host;
  site.add({ pay_status: 'paid' });
  site.edit(3, { description: 'Thanks' });
  site.edit(4, { pay_status: 'paid' });
  site.press(5, 'paid');
  site.remove(6);
  const before = host.site.asked.length;
  expect(await host.poll()).toEqual([
    'changed 3 (description)',
    'paid 4',
    'paid 5',
    'deleted 6',
    'new 11',
  ]);
  // The list, and one read for each of these.
  expect(site.asked.length - before).toBe(6);
  site.press(5, 'unpaid');
  site.edit(3, { customer: { city: 'Utrecht' }, pay_status: 'paid' });
  expect(await host.poll()).toEqual(['changed 3 (customer.city), paid 3', 'unpaid 5']);
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(1);
});

test('a change that the list does not show is reported, by its members once the invoice was read in full', async () => {
  const host = await open(2);
  host.site.edit(1, { customer: { city: 'Utrecht' } });
  expect(await host.poll()).toEqual(['changed 1 ()']);
  host.site.edit(1, { customer: { city: 'Leiden' } });
  expect(await host.poll()).toEqual(['changed 1 (customer.city)']);
  // Saved unchanged.
  host.site.edit(1, {});
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(2);
});

test.each([0, 60, 345, -570])(
  'sees two changes in one second, with a poll between them (zone %i)',
  async (offsetMinutes) => {
    const host = await open(2);
    const { site } = host;
    site.offsetMinutes = offsetMinutes;
    await host.poll();
    // While the poll reads, and so within the same second.
    site.trouble = (_request, path) => {
      site.trouble = null;
      if (path.endsWith('invoice.json')) site.edit(2, { customer: { city: 'Utrecht' } });
      return undefined;
    };
    expect(await host.poll()).toEqual(['changed 2 ()']);
    // The list shows neither the city nor another time.
    site.edit(2, { customer: { city: 'Leiden' } });
    expect(await host.poll()).toEqual(['changed 2 (customer.city)']);
    expect(await host.poll()).toEqual([]);
    expect(host.requests).toBe(1);
  },
);

test('sees two changes in one second of a site whose clock is wrong', async () => {
  const host = await open(2);
  const { site, clock } = host;
  const { transport } = site;
  const behindMs = 7 * 60_000;
  site.offsetMinutes = -7;
  Object.assign(site, {
    transport: async (request: TransportRequest) => {
      const response = await transport(request);
      const date = new Date(clock.now() - behindMs).toUTCString();
      return { ...response, headers: { ...response.headers, date } };
    },
  });
  await host.poll();
  site.edit(2, { customer: { city: 'Utrecht' } });
  clock.advance(-300_000);
  // At the very time of the change.
  expect(await host.poll()).toEqual(['changed 2 (customer.city)']);
  site.edit(2, { customer: { city: 'Leiden' } });
  expect(await host.poll()).toEqual(['changed 2 (customer.city)']);
});

test('an invoice read in the second of its change is read once more, and nothing is reported', async () => {
  const host = await open(2);
  const { site } = host;
  site.trouble = () => {
    site.trouble = null;
    site.add({ pay_status: 'paid' });
    return undefined;
  };
  expect(await host.poll()).toEqual(['new 3']);
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(2);
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(1);
});

test('items, and their order', async () => {
  const host = await open(1);
  const items = [
    { description: 'A', quantity: 1, unitcost: 5, vat: 0, weight: 0 },
    { description: 'B', quantity: 1, unitcost: 5, vat: 0, weight: 1 },
  ];
  host.site.edit(1, { items });
  expect(await host.poll()).toEqual(['changed 1 (items)']);
  host.site.edit(1, { items: items.map((item) => ({ ...item, weight: 1 - item.weight })) });
  expect(await host.poll()).toEqual(['changed 1 (items)']);
});

test('sees a number that jumps ahead at once, however far', async () => {
  const host = await open(3);
  host.site.add({ id: 20_260_001 });
  host.site.add();
  expect(await host.poll()).toEqual(['new 20260001', 'new 20260002']);
  host.site.press(20_260_001, 'paid');
  host.site.remove(2);
  expect(await host.poll()).toEqual(['deleted 2', 'paid 20260001']);
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(1);
});

test('a reused id of a deleted invoice is another invoice', async () => {
  const host = await open(5);
  const { site } = host;
  const customer = site.invoices.get(5)?.customer;
  site.remove(5);
  host.clock.advance(1000);
  // For the same customer, with the same content.
  expect(site.add({ customer })).toBe(5);
  expect(await host.poll()).toEqual(['deleted 5', 'new 5']);
  site.remove(5);
  expect(await host.poll()).toEqual(['deleted 5']);
  host.clock.advance(1000);
  site.add();
  expect(await host.poll()).toEqual(['new 5']);
});

test('an activity has the settings of the connection, and a deleted invoice its last number', async () => {
  const settings = { currency: 'JPY', timeZone: 'Asia/Tokyo' };
  const host = await open(1, { settings });
  host.site.add();
  await host.poll();
  host.site.remove(1);
  await host.poll();
  const records = host.memory.activities.map(({ raw }) => readRecord(raw));
  expect(records).toMatchObject([
    { ...settings, id: '2', change: 'new', number: expect.stringMatching(/2$/) },
    { ...settings, id: '1', change: 'deleted', number: expect.stringMatching(/1$/) },
  ]);
});

test('an invoice that comes and goes between two polls is not reported', async () => {
  const host = await open(2);
  host.site.add();
  host.site.remove(3);
  expect(await host.poll()).toEqual([]);
});

test('a site restored from a backup: later invoices are deleted, changed ones go back', async () => {
  const host = await open(3);
  const { site } = host;
  const restore = site.backup();
  site.add();
  site.press(1, 'paid');
  site.edit(2, { description: 'New' });
  expect(await host.poll()).toEqual(['paid 1', 'changed 2 (description)', 'new 4']);
  restore();
  expect(await host.poll()).toEqual(['unpaid 1', 'changed 2 (description)', 'deleted 4']);
  host.clock.advance(1000);
  site.add();
  expect(await host.poll()).toEqual(['new 4']);
});

test.each([
  ['now', []],
  ['beginning', ['new 1', 'new 2', 'new 3']],
  ['2', ['new 2', 'new 3']],
])('from %s, the first poll reports %j', async (startFrom, reported) => {
  const host = createTestHost({ startFrom });
  for (let count = 0; count < 3; count += 1) host.site.add();
  expect(await host.poll()).toEqual(reported);
  host.site.press(1, 'paid');
  host.site.add();
  expect(await host.poll()).toEqual(['paid 1', 'new 4']);
});

test('the first contact with 10,000 invoices takes 11 requests, and reports its progress', async () => {
  const host = createTestHost();
  for (let count = 0; count < 10_000; count += 1) host.site.add({ items: [] });
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(11);
  expect(host.steps).toHaveLength(11);
  expect(host.steps[4]?.progress).toEqual({ done: 5000, total: null });
  const size = JSON.stringify(host.memory.cursor).length;
  expect(size).toBeLessThan(600);
  // One document for every hundred invoices.
  expect(host.memory.documents.size).toBe(101);

  host.site.press(7777, 'paid');
  host.site.remove(5000);
  expect(await host.poll()).toEqual(['deleted 5000', 'paid 7777']);
  expect(host.requests).toBeLessThan(15);
  expect(host.steps[4]?.progress).toEqual({ done: 5000, total: 10_000 });
});

test('from the beginning, each is read once, and a step reads a handful', async () => {
  const host = await open(150, { startFrom: 'beginning' });
  expect(host.requests).toBe(151);
  expect(host.steps[2]?.progress).toEqual({ done: 40, total: 150 });
  for (const { activities } of host.steps) expect(activities.length).toBeLessThanOrEqual(20);
  expect(host.memory.activities).toHaveLength(150);
});

test('a poll that is requested during another one also reports what happened since its list', async () => {
  const host = await open(3);
  const { site } = host;
  site.press(1, 'paid');
  await host.poll({ maxSteps: 1 }).catch(() => undefined);
  site.press(2, 'paid');
  // At the same time: otherwise the next poll would be due anyway.
  host.clock.advance(-300_000);
  expect(await host.poll({ requested: true })).toEqual(['paid 1', 'paid 2']);
});

test('moving the clock of the site does not turn invoices into other ones', async () => {
  const host = await open(5);
  host.site.offsetMinutes = 120;
  host.site.press(2, 'paid');
  expect(await host.poll()).toEqual(['paid 2']);
  expect(host.steps.at(-1)?.notice).toContain('clock of the site has moved');
  expect(await host.poll()).toEqual([]);
  expect(host.steps.at(-1)?.notice).toBeUndefined();
});

test('a single unreadable invoice holds nothing up, and is reported once it can be read', async () => {
  const host = await open(3);
  const { site } = host;
  site.trouble = (_, path) =>
    path.endsWith('/1') ? answer(200, '<html><title>Oops</title></html>') : undefined;
  site.press(1, 'paid');
  site.press(2, 'paid');
  expect(await host.poll()).toEqual(['paid 2']);
  expect(host.steps.at(-1)?.unreadable).toEqual([
    { document: '1', reason: expect.stringContaining('a web page instead of') },
  ]);
  site.edit(1, { description: 'New' });
  expect(await host.poll({ requested: true })).toEqual([]);
  site.trouble = null;
  expect(await host.poll({ requested: true })).toEqual(['changed 1 (description), paid 1']);
  expect(host.steps.at(-1)?.unreadable).toEqual([]);
  expect(await host.poll({ requested: true })).toEqual([]);
});

test('an invoice that stays unreadable is tried less and less often', async () => {
  const host = await open(1);
  host.site.trouble = (_, path) => (path.endsWith('/1') ? answer(200, '{') : undefined);
  host.site.press(1, 'paid');
  for (let polls = 0; polls < 288; polls += 1) await host.poll();
  const tries = host.site.asked.filter((one) => one.endsWith('/1')).length / 2;
  expect(tries).toBeGreaterThan(8);
  expect(tries).toBeLessThan(16);
});

test('a site in trouble is not flooded: the poll ends, and continues later', async () => {
  const host = createTestHost({ startFrom: 'beginning' });
  for (let count = 0; count < 100; count += 1) host.site.add();
  host.site.trouble = (_, path) => (/\/\d+$/.test(path) ? answer(500, 'x') : undefined);
  await host.poll();
  expect(host.requests).toBeLessThan(20);
  host.site.trouble = null;
  const reported = [...(await host.poll({ requested: true }))];
  expect(reported).toHaveLength(100);
});

test('after a failure halfway, a poll also reads the list', async () => {
  const host = await open(3);
  const { site } = host;
  site.press(1, 'paid');
  site.trouble = (_, path) => (path.endsWith('/1') ? answer(502, '<html></html>') : undefined);
  await expect(host.poll()).rejects.toThrow(/failed \(HTTP 502\)/);
  site.trouble = null;
  site.press(2, 'paid');
  expect(await host.poll()).toEqual(['paid 1', 'paid 2']);
});

test('an unknown cursor starts over, and tells nothing of existing invoices', async () => {
  const host = createTestHost({ startFrom: 'beginning' });
  host.site.add();
  host.memory.keep({ activities: [], cursor: { version: 0, walk: [] }, more: false });
  expect(await host.poll()).toEqual([]);
  host.site.add();
  expect(await host.poll()).toEqual(['new 2']);
});

test('an invoice that a requested poll could not read is retried soon, but not immediately', async () => {
  const host = await open(2);
  const { site } = host;
  site.edit(1, { description: 'New' });
  site.trouble = (_request, path) => (path.endsWith('/1') ? answer(500, 'Error') : undefined);
  expect(await host.poll({ requested: true })).toEqual([]);
  expect(host.steps.at(-1)?.unreadable).toMatchObject([{ document: '1' }]);
  // The list, and one read: including the client's own retries.
  expect(host.requests).toBeLessThan(4);
  site.trouble = null;
  expect(await host.poll()).toEqual(['changed 1 (description)']);
  expect(host.steps.at(-1)?.unreadable).toEqual([]);
});
