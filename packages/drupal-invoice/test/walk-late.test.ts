import { expect, test } from 'vitest';

import { createHost, day, hour, minute } from './support/host.ts';
import type { Host } from './support/host.ts';

async function settled(count: number): Promise<Host> {
  const host = createHost();
  for (let index = 0; index < count; index += 1) host.site.add();
  await host.poll();
  return host;
}

/** Does something to the site right after it answered for an id, once. */
function after(host: Host, id: number, happen: () => void): void {
  const { transport } = host.site;
  let isDone = false;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const response = await transport(request);
      if (!isDone && host.site.asked.at(-1) === id) {
        isDone = true;
        happen();
      }
      return response;
    },
  });
}

test('an id that was absent a moment before a higher one answered is asked again at once', async () => {
  const host = await settled(20);
  after(host, 21, () => {
    host.site.add();
    host.site.add();
  });
  expect(await host.pass(minute)).toEqual(['new 22', 'new 21']);
});

test('ids that come up out of order within ten minutes are told, each once', async () => {
  const host = await settled(20);
  const late = [host.site.reserve(), host.site.reserve(), host.site.reserve()];
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 24']);
  late[1]?.();
  expect(await host.pass(minute)).toEqual(['new 22']);
  expect(await host.pass(7 * minute)).toEqual([]);
  late[0]?.();
  expect(await host.pass(minute)).toEqual(['new 21']);
  expect(await host.pass(hour)).toEqual([]);
});

test('where polls are rare, they are asked at ten of them', async () => {
  const host = await settled(20);
  host.intervalSeconds = 3600;
  const come = host.site.reserve();
  host.site.add();
  await host.pass(9 * hour);
  come();
  expect(await host.pass(hour)).toEqual(['new 21']);
});

test('where polls are frequent, they are asked for ten minutes', async () => {
  const host = await settled(20);
  host.intervalSeconds = 15;
  const come = host.site.reserve();
  host.site.add();
  await host.pass(9 * minute);
  come();
  expect(await host.pass(minute / 2)).toEqual(['new 21']);
});

test('they are not asked for ever', async () => {
  const host = await settled(20);
  host.site.reserve();
  host.site.add();
  await host.pass(30 * minute);
  const before = host.site.asked.length;
  await host.pass(hour);
  expect(host.site.asked.slice(before)).not.toContain(21);
  expect(host.cursor?.['passed']).toEqual([]);
});

test('so are those in a gap that was bridged', async () => {
  const host = await settled(20);
  const late = Array.from({ length: 15 }, () => host.site.reserve());
  host.site.add();
  expect(await host.pass(6 * minute)).toEqual(['new 36']);
  late[9]?.();
  expect(await host.pass(minute)).toEqual(['new 30']);
});

test('where ids that are not there fail, those that were passed over are not lost either', async () => {
  const host = await settled(20);
  const come = host.site.reserve();
  const { transport } = host.site;
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      const response = await transport(request);
      return response.status === 404 ? { ...response, status: 500 } : response;
    },
  });
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 22']);
  come();
  expect(await host.pass(minute)).toEqual(['new 21']);
});

test('the first invoices of an empty site, out of order', async () => {
  const host = await settled(0);
  const come = host.site.reserve();
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 2']);
  come();
  expect(await host.pass(minute)).toEqual(['new 1']);
});

test('50 deleted ids delay a new invoice by 15 polls at the most, those up to 1,000 by 500', async () => {
  for (const [gap, polls] of [
    [49, 15],
    [45, 15],
    [900, 475],
  ] as const) {
    const host = await settled(20);
    host.site.nextId += gap;
    const id = host.site.add();
    host.site.add();
    expect(await host.pass(polls * minute)).toEqual([`new ${id}`, `new ${id + 1}`]);
  }
});

test('a poll that somebody asked for sees the next 100 ids, and 1,000 within a few', async () => {
  const host = await settled(20);
  host.requested = true;
  host.site.nextId = 119;
  host.site.add();
  expect(await host.pass(minute)).toEqual(['new 119']);
  host.site.nextId = 1000;
  host.site.add();
  expect(await host.pass(20 * minute)).toEqual(['new 1000']);
  expect(await host.pass(day / 24)).toEqual([]);
});
