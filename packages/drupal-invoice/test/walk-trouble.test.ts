import { expect, test } from 'vitest';

import { answer, down, forbidden, invoiceOf, notFound, serverError } from './support/fake-site.ts';
import type { Trouble } from './support/fake-site.ts';
import { createHost, day, hour, minute } from './support/host.ts';
import type { Host } from './support/host.ts';

async function settled(count: number, startFrom = 'now'): Promise<Host> {
  const host = createHost({ startFrom });
  for (let index = 0; index < count; index += 1) host.site.add();
  await host.poll();
  host.told.length = 0;
  return host;
}

const unreadable = (host: Host) => host.last?.unreadable?.map(({ document }) => document);

test('a gap of deleted invoices is bridged, and what is behind it told in order', async () => {
  const host = await settled(10);
  host.site.nextId = 24;
  host.site.add();
  host.site.add();
  expect(await host.pass(30 * minute)).toEqual(['new 24', 'new 25']);
  host.site.nextId = 700;
  host.site.add();
  expect(await host.pass(day)).toEqual(['new 700']);
});

test('a gap is bridged at once when somebody asks', async () => {
  const host = await settled(10);
  host.site.nextId = 45;
  host.site.add();
  host.requested = true;
  expect(await host.pass(minute)).toEqual(['new 45']);
});

test('removed invoices tell nothing, and ids that go on are found behind them', async () => {
  const host = await settled(60);
  host.site.remove(...Array.from({ length: 40 }, (_, index) => index + 21));
  expect(await host.pass(minute)).toEqual([]);
  expect(host.site.add()).toBe(61);
  expect(await host.pass(minute)).toEqual(['new 61']);
});

test('an invoice that comes back as it was tells nothing; changed, it tells that', async () => {
  const host = await settled(5);
  const restore = host.site.backup();
  host.site.remove(4, 5);
  expect(await host.pass(hour)).toEqual([]);
  restore();
  expect(await host.pass(2 * day)).toEqual([]);
  host.site.change(5, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 5: pay_status']);
});

test('a site restored from a backup: ids given again are new invoices', async () => {
  const host = await settled(20);
  const restore = host.site.backup();
  for (let count = 0; count < 100; count += 1) host.site.add();
  await host.pass(minute);
  expect(host.told).toHaveLength(100);
  restore();
  expect(await host.pass(minute)).toEqual([]);
  host.site.add();
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 21', 'new 22']);
  expect(host.told.at(-1)?.id).toBe('22-2');
  expect(await host.pass(day)).toEqual([]);
});

test('ids given again to the same customer, with other items, once they were seen to be gone', async () => {
  const host = await settled(20);
  const restore = host.site.backup();
  const { customer = null } = invoiceOf(1);
  const add = (serial: number) =>
    host.site.add({ ...invoiceOf(serial), customer, pay_status: 'paid' });
  for (let count = 0; count < 60; count += 1) add(count);
  await host.pass(minute);
  // Paid long ago, most are looked at so rarely that they are not themselves seen to be gone.
  host.clock.advance(30 * day);
  await host.poll();
  restore();
  await host.pass(minute);
  host.told.length = 0;
  const ids = Array.from({ length: 12 }, (_, count) => add(100 + count));
  expect(await host.pass(minute)).toEqual(ids.map((id) => `new ${id}`));
});

test('ids given again between two polls are told by customer and items', async () => {
  const host = await settled(20);
  const restore = host.site.backup();
  host.site.add();
  host.site.add();
  await host.pass(minute);
  restore();
  host.site.add();
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 22', 'new 21']);
});

test('an invoice that says when it was made tells by that alone that it is another', async () => {
  const host = await settled(3);
  const [first] = host.site.invoices.values();
  host.site.change(3, { ...first, created: '1795000000' });
  await host.pass(hour);
  host.told.length = 0;
  host.site.change(3, { created: '1795160000' });
  expect(await host.pass(hour)).toEqual(['new 3']);
});

test('a restore in the middle of the first walk', async () => {
  const host = createHost();
  for (let count = 0; count < 200; count += 1) host.site.add();
  const restore = host.site.backup();
  for (let count = 0; count < 50; count += 1) host.site.add();
  for (let steps = 0; steps < 12; steps += 1) await host.step();
  restore();
  host.clock.advance(5 * minute);
  await host.step();
  await host.step();
  for (let count = 0; count < 3; count += 1) host.site.add();
  await host.poll();
  await host.pass(hour);
  expect(host.told.map(({ what }) => what)).toEqual(['new 201', 'new 202', 'new 203']);
});

test('down for days: nothing is kept, and nothing is lost', async () => {
  const host = await settled(10);
  host.site.trouble = down;
  for (let count = 0; count < 50; count += 1) {
    host.clock.advance(hour);
    await expect(host.poll()).rejects.toMatchObject({ code: 'vendor_unreachable' });
  }
  host.site.add();
  host.site.change(2, { pay_status: 'paid' });
  host.site.trouble = null;
  expect(await host.pass(minute)).toEqual(['new 11', 'paid 2: pay_status']);
});

const login: Trouble = () =>
  answer(200, '<html><form id="user-login"><input name="pass" type="password"></form></html>', {
    'content-type': 'text/html',
  });

test.for([
  ['a server error', serverError, 'vendor_failed'],
  ['a refusal', forbidden, 'vendor_unauthorized'],
  ['a login page', login, 'vendor_unauthorized'],
  ['too many requests', (() => answer(429, '')) as Trouble, 'vendor_rate_limited'],
  ['"not found" for everything', notFound, 'vendor_answer_invalid'],
  ['cut JSON', (() => answer(200, '{"items":')) as Trouble, 'vendor_answer_invalid'],
] as const)(
  'a site that answers %s throughout is in trouble, not its invoices',
  async ([, trouble, code]) => {
    const host = await settled(10);
    const before = structuredClone([host.cursor, [...host.memory]]);
    host.site.trouble = trouble;
    host.clock.advance(2 * hour);
    const asked = host.site.requests;
    await expect(host.poll()).rejects.toMatchObject({ code });
    // A few ids, twice each at most, and the site is taken at its word.
    expect(host.site.requests - asked).toBeLessThanOrEqual(14);
    expect([host.cursor, [...host.memory]]).toEqual(before);
    host.site.trouble = null;
    expect(await host.pass(minute)).toEqual([]);
  },
);

test('trouble that begins in the middle of a step leaves no trace of it', async () => {
  for (const trouble of [notFound, serverError]) {
    const host = await settled(60);
    host.clock.advance(2 * hour);
    const { transport } = host.site;
    const start = host.site.requests;
    Object.assign(host.site, {
      transport: async (request: Parameters<typeof transport>[0]) => {
        if (host.site.requests >= start + 15) host.site.trouble = trouble;
        return transport(request);
      },
    });
    await expect(host.poll()).rejects.toThrow();
    expect([...host.memory.values()].every(({ value }) => value['goneAt'] === null)).toBe(true);
    expect(host.cursor?.['unreadable']).toEqual([]);
  }
});

test.for([
  ['fails', serverError],
  ['is forbidden', forbidden],
  ['is no JSON', (() => answer(200, 'Fatal error: out of memory')) as Trouble],
] as const)(
  'one invoice that %s stands in nobody’s way, and is told once it is mended',
  async ([, trouble]) => {
    const host = await settled(10);
    host.site.broken.set(11, trouble);
    host.site.broken.set(4, trouble);
    host.site.add();
    host.site.add();
    expect(await host.pass(2 * hour)).toEqual(['new 12']);
    expect(unreadable(host)?.toSorted()).toEqual(['invoice 11', 'invoice 4']);
    host.site.broken.clear();
    host.site.change(4, { pay_status: 'paid' });
    expect((await host.pass(7 * hour)).toSorted()).toEqual(['new 11', 'paid 4: pay_status']);
    expect(unreadable(host)).toEqual([]);
  },
);

test('the very last invoice broken: told once it is mended', async () => {
  const host = await settled(10);
  host.site.broken.set(11, serverError);
  host.site.add();
  expect(await host.pass(10 * minute)).toEqual([]);
  expect(unreadable(host)).toEqual(['invoice 11']);
  host.site.broken.clear();
  expect(await host.pass(hour)).toEqual(['new 11']);
});

test('broken before the first contact: not told when mended', async () => {
  const host = createHost();
  for (let count = 0; count < 20; count += 1) host.site.add();
  for (const id of [1, 7, 20]) host.site.broken.set(id, serverError);
  expect(await host.poll()).toEqual([]);
  expect(unreadable(host)?.toSorted()).toEqual(['invoice 1', 'invoice 20', 'invoice 7']);
  host.site.broken.clear();
  expect(await host.pass(day)).toEqual([]);
});

test('many broken in a row, among others that answer, stop nothing', async () => {
  const host = createHost({ startFrom: 'beginning' });
  for (let count = 0; count < 40; count += 1) host.site.add();
  for (let id = 10; id < 20; id += 1) host.site.broken.set(id, serverError);
  await host.poll();
  expect(host.told).toHaveLength(30);
  host.site.broken.clear();
  await host.pass(day);
  expect(host.told).toHaveLength(40);
});

test('a site that fails for every id it does not have lists none of them', async () => {
  const host = createHost();
  for (let count = 0; count < 10; count += 1) host.site.add();
  const { transport } = host.site;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const response = await transport(request);
      return response.status === 404 ? forbidden(request) : response;
    },
  });
  expect(await host.poll()).toEqual([]);
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 11']);
  expect(unreadable(host)).toEqual([]);
});

test('every step made twice tells the same', async () => {
  const host = createHost({ startFrom: 'beginning' });
  for (let count = 0; count < 60; count += 1) host.site.add();
  for (let more = true; more;) {
    const lost = await host.step({ crash: true });
    const kept = await host.step();
    expect(kept.activities.map(({ id }) => id)).toEqual(lost.activities.map(({ id }) => id));
    more = kept.more;
  }
  expect(host.told).toHaveLength(60);
});

test('a date within the last minute is no validator: a second change within it would be lost', async () => {
  const host = await settled(0);
  host.site.validators = 'date';
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 1']);
  host.site.change(1, { description: 'First' });
  host.clock.advance(100);
  expect(await host.poll()).toEqual(['changed 1: description']);
  host.site.change(1, { description: 'Second' });
  host.clock.advance(100);
  expect(await host.poll()).toEqual(['changed 1: description']);
});
