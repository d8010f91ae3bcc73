import { expect, test } from 'vitest';

import { invoiceOf } from './support/fake-site.ts';
import { createHost, hour, minute } from './support/host.ts';
import type { Host } from './support/host.ts';

async function settled(count: number): Promise<Host> {
  const host = createHost();
  for (let index = 0; index < count; index += 1) host.site.add();
  return host;
}

test('a member of the site that moves slowly by itself is found out at its third change', async () => {
  const host = await settled(5);
  host.site.extra = () => ({ cached_at: Math.floor(host.clock.now() / 30_000) });
  await host.poll();
  const told = await host.pass(6 * hour);
  expect(told).toHaveLength(3);
  expect(told.every((what) => what.endsWith(': cached_at'))).toBe(true);
  host.site.change(2, { description: 'Mended' });
  expect(await host.pass(2 * hour)).toEqual(['changed 2: description']);
});

test('changes of it that are few, or beside others, are changes', async () => {
  const host = await settled(3);
  await host.poll();
  const told: string[] = [];
  for (const [index, workflow] of ['draft', 'sent', 'seen', 'booked'].entries()) {
    host.site.change(1, { workflow, ...(index % 2 === 1 && { description: workflow }) });
    told.push(...(await host.pass(hour)));
  }
  expect(told).toHaveLength(4);
});

test('a documented member that differs at every reading is told of no more', async () => {
  const host = await settled(5);
  host.site.extra = () => ({ description: `Printed at ${host.clock.now()}` });
  await host.poll();
  expect(await host.pass(6 * hour)).toEqual([]);
  expect(host.cursor?.['volatile']).toEqual(['description']);
  host.site.change(2, { pay_limit: 30 });
  expect(await host.pass(2 * hour)).toEqual(['changed 2: pay_limit']);
});

test('an edit between two readings of a documented member makes it no whim', async () => {
  const host = await settled(2);
  await host.poll();
  await host.pass(hour);
  host.site.change(1, { description: 'First' });
  const { transport } = host.site;
  let readings = 0;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const response = await transport(request);
      if (host.site.asked.at(-1) === 1 && (readings += 1) === 1) {
        host.site.change(1, { description: 'Second' });
      }
      return response;
    },
  });
  expect(await host.pass(hour)).toEqual(['changed 1: description']);
  expect(host.told.at(-1)?.record.source).toContain('Second');
  expect(host.cursor?.['volatile']).toEqual([]);
});

test('the letters of a status are no change', async () => {
  const host = await settled(0);
  host.site.add(invoiceOf(1, { pay_status: 'paid' }));
  await host.poll();
  for (const pay_status of ['PAID', ' paid']) {
    host.site.change(1, { pay_status });
    host.requested = true;
    expect(await host.pass(minute)).toEqual([]);
  }
});

/** A site in front of which something answers "not modified", whatever happened. */
function stubborn(host: Host, validatorOf: (id: number) => string): void {
  const { transport } = host.site;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const response = await transport(request);
      if (response.status !== 200) return response;
      const etag = validatorOf(host.site.asked.at(-1) ?? 0);
      return request.headers?.['if-none-match'] === etag
        ? { status: 304, headers: {}, body: new Uint8Array() }
        : { ...response, headers: { ...response.headers, etag } };
    },
  });
}

test('a poll that somebody asked for sends no validators', async () => {
  const host = await settled(3);
  stubborn(host, (id) => `"${id}"`);
  await host.poll();
  host.site.change(3, { pay_status: 'paid' });
  expect(await host.pass(minute)).toEqual([]);
  host.requested = true;
  expect(await host.pass(minute)).toEqual(['paid 3: pay_status']);
  // From then on they are known to be wrong.
  host.requested = false;
  host.site.change(2, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 2: pay_status']);
});

test('one validator for all invoices is none', async () => {
  const host = await settled(3);
  stubborn(host, () => '"site"');
  await host.poll();
  host.site.change(3, { pay_status: 'paid' });
  expect(await host.pass(2 * hour)).toEqual(['paid 3: pay_status']);
});
