import { expect, test } from 'vitest';

import { forbidden, invoiceOf } from './support/fake-site.ts';
import { createHost, hour, minute } from './support/host.ts';
import type { Host } from './support/host.ts';

function siteFrom(first: number, count: number, startFrom: string): Host {
  const host = createHost({ startFrom });
  host.site.nextId = first;
  for (let index = 0; index < count; index += 1) host.site.add();
  return host;
}

test.for(['5100', '5030'])('ids that begin at 5000 are found from %s', async (startFrom) => {
  const host = siteFrom(5000, 120, startFrom);
  const first = Number(startFrom);
  const told = Array.from({ length: 5120 - first }, (_, index) => `new ${first + index}`);
  expect(await host.poll()).toEqual(told);
  expect(host.memory.size).toBe(120);
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 5120']);
});

test('with nothing at the id to start from, and nothing from 0, round numbers are tried', async () => {
  const host = siteFrom(5000, 30, 'now');
  expect(await host.poll()).toEqual([]);
  expect(host.last?.notice).toBeUndefined();
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 5030']);
});

test('as long as no invoice was ever found, the poll says what to do', async () => {
  const host = siteFrom(7777, 3, 'now');
  await host.poll();
  expect(host.last?.notice).toMatch(/No invoice has been found so far.*poll\.startFrom/);
  await host.pass(minute);
  expect(host.last?.notice).toMatch(/No invoice/);
  host.startFrom = '7778';
  expect(await host.pass(minute)).toEqual(['new 7778', 'new 7779']);
  expect(host.last?.notice).toBeUndefined();
});

test('a start that is changed to an id further out is a place to look', async () => {
  const host = createHost();
  for (let count = 0; count < 10; count += 1) host.site.add();
  await host.poll();
  host.site.nextId = 6000;
  for (let count = 0; count < 4; count += 1) host.site.add();
  host.startFrom = '6002';
  expect(await host.pass(minute)).toEqual(['new 6002', 'new 6003']);
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 6004']);
  host.site.change(6000, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 6000: pay_status']);
});

test('a start that is changed to an id with nothing around it changes nothing else', async () => {
  const host = createHost();
  for (let count = 0; count < 10; count += 1) host.site.add();
  await host.poll();
  host.startFrom = '600';
  expect(await host.pass(hour)).toEqual([]);
  host.site.change(10, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 10: pay_status']);
});

test('a site that forbids the ids that it does not have: removed and reused ids are seen', async () => {
  const host = createHost();
  for (let count = 0; count < 20; count += 1) host.site.add();
  const { transport } = host.site;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const response = await transport(request);
      return response.status === 404 ? forbidden(request) : response;
    },
  });
  await host.poll();
  const { customer = null } = invoiceOf(20);
  host.site.remove(20);
  expect(await host.pass(minute)).toEqual([]);
  host.site.nextId = 20;
  host.site.add({ ...invoiceOf(21), customer });
  expect(await host.pass(minute)).toEqual(['new 20']);
  // When it forbids all of them, it is still a refusal.
  host.site.trouble = forbidden;
  host.clock.advance(hour);
  await expect(host.poll()).rejects.toMatchObject({ code: 'vendor_unauthorized' });
});

test('an id that was never seen is asked once, though it fails', async () => {
  const host = createHost();
  for (let count = 0; count < 20; count += 1) host.site.add();
  host.site.broken.set(25, () => ({ status: 500, headers: {}, body: new Uint8Array() }));
  await host.poll();
  const { asked } = host.site;
  expect(asked).toContain(25);
  expect(asked.some((id, index) => id === 25 && asked[index + 1] === 25)).toBe(false);
});
