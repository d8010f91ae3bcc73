import { expect, test } from 'vitest';

import { createHost, day, hour, minute } from './support/host.ts';
import { invoiceOf } from './support/fake-site.ts';

test('from now on: what was there is silent, what comes is told', async () => {
  const host = createHost();
  for (let count = 0; count < 30; count += 1) host.site.add();
  expect(await host.poll()).toEqual([]);
  host.site.add();
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 31', 'new 32']);
  expect(await host.pass(2 * hour)).toEqual([]);
});

test('from the beginning: all are told, in the order of their ids', async () => {
  const host = createHost({ startFrom: 'beginning' });
  for (let count = 0; count < 60; count += 1) host.site.add();
  host.site.remove(7, 20, 21, 22);
  const there = [...host.site.invoices.keys()];
  expect(await host.poll()).toEqual(there.map((id) => `new ${id}`));
  expect(await host.pass(hour)).toEqual([]);
});

test('only what came after the first contact says when it was first seen', async () => {
  const host = createHost({ startFrom: 'beginning' });
  host.site.add();
  await host.poll();
  host.site.add();
  await host.pass(minute);
  const seen = host.told.map(({ record }) => record.firstSeenAt);
  expect(seen).toEqual([null, '2026-11-20T10:01:00.000Z']);
});

test('a clock that is set back lets a poll come to its end', async () => {
  const host = createHost();
  for (let count = 0; count < 60; count += 1) host.site.add();
  await host.poll();
  host.clock.advance(2 * hour);
  await host.step();
  host.clock.advance(-hour);
  expect(await host.poll()).toEqual([]);
});

test('from an id: those from it on are told at once, then the others are looked at', async () => {
  const host = createHost({ startFrom: '38' });
  for (let count = 0; count < 40; count += 1) host.site.add();
  expect(await host.poll()).toEqual(['new 38', 'new 39', 'new 40']);
  host.site.change(2, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 2: pay_status']);
});

test('from an id that is still to come: nothing before it is told as new', async () => {
  const host = createHost({ startFrom: '5' });
  for (let count = 0; count < 3; count += 1) host.site.add();
  expect(await host.poll()).toEqual([]);
  for (let count = 0; count < 3; count += 1) host.site.add();
  expect(await host.pass(minute)).toEqual(['new 5', 'new 6']);
});

test('a start that is none says what it may be', async () => {
  const host = createHost({ startFrom: 'yesterday' });
  await expect(host.poll()).rejects.toThrow(/"now", to "beginning", or to the id/);
});

test('paid and changed are told apart, with the members that changed', async () => {
  const host = createHost();
  const id = host.site.add();
  await host.poll();
  host.site.change(id, { description: 'Mended', pay_limit: 30 });
  expect(await host.pass(hour)).toEqual(['changed 1: description, pay_limit']);
  host.site.change(id, { pay_status: 'Paid ' });
  expect(await host.pass(hour)).toEqual(['paid 1: pay_status']);
  host.site.change(id, {
    customer: { customer_number: 1, company_name: 'Customer 1', city: 'Ede' },
  });
  expect(await host.pass(day)).toEqual(['changed 1: customer.city']);
  expect(host.told.map(({ id: activity }) => activity)).toEqual(['1-1', '1-2', '1-3']);
});

test('the same content in other clothes is no change', async () => {
  const host = createHost();
  const id = host.site.add();
  await host.poll();
  const invoice = host.site.invoices.get(id) ?? {};
  host.site.invoices.set(id, {
    ...Object.fromEntries(Object.entries(invoice).toReversed()),
    leading_zeros: 4,
    pay_limit: '14',
    description: '',
    items: { '3': { vat: 21, unitcost: '50.750', quantity: 1, description: 'Work 1' } },
  });
  expect(await host.pass(day)).toEqual([]);
});

test('an empty site tells its first invoice', async () => {
  const host = createHost();
  expect(await host.poll()).toEqual([]);
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 1']);
});

test('an empty site whose first invoice has a high id tells it as well', async () => {
  const host = createHost();
  expect(await host.poll()).toEqual([]);
  host.site.nextId = 30;
  host.site.add();
  expect(await host.pass(hour)).toEqual(['new 30']);
});

test('a site that answered "none" to everything at first tells nothing when it is mended', async () => {
  const host = createHost();
  for (let count = 0; count < 300; count += 1) host.site.add();
  const { invoices } = host.site;
  const there = new Map(invoices);
  invoices.clear();
  await host.poll();
  for (const [id, invoice] of there) invoices.set(id, invoice);
  expect(await host.pass(hour)).toEqual([]);
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 301']);
});

test('a burst of 200 while the relay is down is told in order, each once', async () => {
  const host = createHost();
  for (let count = 0; count < 10; count += 1) host.site.add();
  await host.poll();
  const ids = Array.from({ length: 200 }, () => host.site.add());
  host.clock.advance(3 * day);
  expect(await host.poll()).toEqual(ids.map((id) => `new ${id}`));
  expect(await host.pass(10 * minute)).toEqual([]);
});

test('a start that is changed later tells what was never told, and nothing twice', async () => {
  const host = createHost();
  for (let count = 0; count < 30; count += 1) host.site.add();
  await host.poll();
  host.site.add();
  await host.pass(minute);
  host.startFrom = '25';
  expect(await host.pass(minute)).toEqual(
    ['25', '26', '27', '28', '29', '30'].map((id) => `new ${id}`),
  );
  host.startFrom = 'now';
  expect(await host.pass(minute)).toEqual([]);
  host.startFrom = 'beginning';
  const first = Array.from({ length: 24 }, (_, index) => `new ${index + 1}`);
  expect((await host.pass(minute)).toSorted()).toEqual(first.toSorted());
  expect(await host.pass(hour)).toEqual([]);
  expect(new Set(host.told.map(({ id }) => id)).size).toBe(host.told.length);
});

test('what is told later is read in full, though the site would say "not modified"', async () => {
  const host = createHost();
  host.site.validators = 'etag';
  for (let count = 0; count < 10; count += 1) host.site.add();
  await host.poll();
  host.startFrom = 'beginning';
  expect(await host.pass(minute)).toHaveLength(10);
});

test('a start that is changed in the middle of the first walk', async () => {
  const host = createHost({ startFrom: 'beginning' });
  for (let count = 0; count < 200; count += 1) host.site.add();
  while (host.told.length < 50) await host.step();
  const told = host.told.length;
  host.startFrom = 'now';
  await host.poll();
  expect(host.told).toHaveLength(told);
  host.startFrom = 'beginning';
  await host.poll();
  expect(new Set(host.told.map(({ what }) => what)).size).toBe(200);
  expect(host.told).toHaveLength(200);
});

test('a poll that somebody asked for looks at everything that can still change', async () => {
  const host = createHost();
  for (let count = 0; count < 80; count += 1) host.site.add();
  await host.poll();
  for (const id of [3, 40, 77]) host.site.change(id, { pay_status: 'paid' });
  expect(await host.pass(minute)).toEqual([]);
  host.requested = true;
  expect((await host.pass(minute)).toSorted()).toEqual(
    ['paid 3: pay_status', 'paid 40: pay_status', 'paid 77: pay_status'].toSorted(),
  );
});

test('a number that the site takes for an id is no second invoice', async () => {
  const host = createHost();
  for (let count = 0; count < 10; count += 1) {
    const id = host.site.add();
    host.site.change(id, { id: String(id) });
  }
  await host.poll();
  const other = host.site.invoices.get(3) ?? {};
  // Invoice 3 has the number 12.
  host.site.invoices.set(12, { ...other });
  expect(await host.pass(hour)).toEqual([]);
});

test('what a member shows that changes with every answer is no change', async () => {
  const host = createHost();
  for (let count = 0; count < 5; count += 1) host.site.add();
  let views = 0;
  host.site.extra = () => ({ views: (views += 1), now: Math.floor(host.clock.now() / 1000) });
  await host.poll();
  expect(await host.pass(2 * hour)).toEqual([]);
  expect(host.cursor?.['volatile']).toEqual(['now', 'views']);
  host.site.change(2, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 2: pay_status']);
});

test('a member that only the site knows, and that changes once, is a change', async () => {
  const host = createHost();
  host.site.add(invoiceOf(1, { workflow: 'draft' }));
  await host.poll();
  host.site.change(1, { workflow: 'sent' });
  expect(await host.pass(hour)).toEqual(['changed 1: workflow']);
});

test('a poll that is ended gives the reason, at once', async () => {
  const host = createHost();
  const controller = new AbortController();
  const reason = new Error('The relay stops.');
  const { transport } = host.site;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      if (host.site.requests === 10) controller.abort(reason);
      return transport(request);
    },
  });
  await expect(host.step({ signal: controller.signal })).rejects.toBe(reason);
  expect(host.site.requests).toBe(10);
});
