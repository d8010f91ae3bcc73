import { expect, test } from 'vitest';

import { createTestHost } from './support/poll-host.ts';
import type { TestHost } from './support/poll-host.ts';

/** A site with invoices that a first poll has seen. */
async function open(count: number, settings: object = {}): Promise<TestHost> {
  const host = createTestHost({ settings });
  for (let index = 0; index < count; index += 1) host.site.add();
  await host.poll();
  return host;
}

/** Once, right before the site responds with that page. */
function removeDuringPage({ site }: TestHost, page: number, ...ids: readonly number[]): void {
  let pages = 0;
  site.trouble = (_, path) => {
    if (path === '/invoice/api/invoice.json') pages += 1;
    if (pages === page) site.remove(...ids);
    return undefined;
  };
}

/** When the site is asked for this invoice, it is already gone. */
function removeOnceAskedFor({ site }: TestHost, id: number): void {
  site.trouble = (_, path) => {
    if (path.endsWith(`/${id}`)) site.remove(id);
    return undefined;
  };
}

test('an invoice that is deleted between the list and its reading', async () => {
  const host = await open(2);
  host.site.add();
  removeOnceAskedFor(host, 3);
  expect(await host.poll()).toEqual([]);
  expect(await host.poll()).toEqual([]);
  host.site.edit(2, { description: 'New' });
  removeOnceAskedFor(host, 2);
  expect(await host.poll()).toEqual(['deleted 2']);
  expect(await host.poll()).toEqual([]);
  expect(host.requests).toBe(1);
});

test('invoices deleted while the pages are read hide no others', async () => {
  const host = await open(50, { pageSize: 10 });
  removeDuringPage(host, 3, 1, 2);
  // Two rows slipped to the previous page; they are requested, and exist.
  expect(await host.poll()).toEqual([]);
  expect(await host.poll()).toEqual(['deleted 1', 'deleted 2']);
  expect(await host.poll()).toEqual([]);
});

test.each([
  ['now', ['deleted 1']],
  // It is due, and merely read a poll later.
  ['20', ['deleted 1', 'new 21']],
  ['40', ['deleted 1']],
])(
  'an invoice hidden by a deletion while the first list is read, started from %s',
  async (startFrom, told) => {
    const host = createTestHost({ startFrom, settings: { pageSize: 10 } });
    const { site } = host;
    for (let index = 0; index < 50; index += 1) site.add();
    removeDuringPage(host, 3, 1);
    const first = await host.poll();
    expect(first).not.toContain('new 21');
    // Invoice 21 slipped to a page that had been read.
    expect(await host.poll()).toEqual(told);
    // From then on it is known like all others.
    site.edit(21, { pay_status: 'paid' });
    site.add();
    expect(await host.poll()).toEqual(['paid 21', 'new 51']);
    expect(await host.poll()).toEqual([]);
  },
);

test.each([1, 30])(
  'a lower id than that of %d existing invoices is a new invoice',
  async (count) => {
    const host = createTestHost({ settings: { pageSize: 10 } });
    const { site } = host;
    for (let index = 0; index < count; index += 1) site.add({ id: 100 + index });
    await host.poll();
    // Only the first list of several pages may have passed over one.
    if (count > 10) await host.poll();
    site.add({ id: 50 });
    expect(await host.poll()).toEqual(['new 50']);
  },
);
