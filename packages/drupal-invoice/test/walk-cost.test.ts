import { expect, test } from 'vitest';

import { createHost, day, hour, minute } from './support/host.ts';

test('a poll with nothing new costs 11 requests', async () => {
  const host = createHost();
  for (let count = 0; count < 100; count += 1) {
    const id = host.site.add();
    host.site.change(id, { pay_status: 'paid' });
  }
  await host.poll();
  const before = host.site.requests;
  await host.pass(hour);
  expect((host.site.requests - before) / 60).toBe(11);
});

test('what is asked again is asked with validators, where the site gives them', async () => {
  for (const validators of ['etag', 'date'] as const) {
    const host = createHost();
    host.site.validators = validators;
    for (let count = 0; count < 50; count += 1) {
      host.clock.advance(1000);
      host.site.add();
    }
    host.clock.advance(hour);
    await host.poll();
    const before = host.site.requests;
    await host.pass(6 * hour);
    const asked = host.site.asked.slice(before).filter((id) => id <= 50).length;
    expect(host.site.notModified).toBe(asked);
    host.site.change(9, { pay_status: 'paid' });
    expect(await host.pass(2 * hour)).toEqual(['paid 9: pay_status']);
  }
});

test('10,000 invoices at the first contact: progress, few requests beside theirs, no activity', async () => {
  const host = createHost();
  for (let count = 0; count < 10_000; count += 1) host.site.add();
  const progress: (number | null)[] = [];
  for (let more = true; more;) {
    const result = await host.step();
    more = result.more;
    expect(result.remember?.length ?? 0).toBeLessThanOrEqual(30);
    progress.push(result.progress?.total === null ? null : (result.progress?.done ?? -1));
  }
  expect(host.told).toEqual([]);
  expect(host.memory.size).toBe(10_000);
  expect(progress[0]).toBeNull();
  expect(progress.filter((done) => done === 10_000)).toHaveLength(1);
  expect(host.site.requests).toBeLessThan(10_700);
});

test('while the first walk goes on, what is new is told within the interval', async () => {
  const host = createHost();
  for (let count = 0; count < 1000; count += 1) host.site.add();
  while ((host.last?.progress?.done ?? 0) < 300) await host.step();
  host.site.add();
  host.clock.advance(minute);
  await host.step();
  expect(host.told.map(({ what }) => what)).toEqual(['new 1001']);
  expect(host.last?.more).toBe(true);
});

test('a step is short, in requests and in time', async () => {
  const host = createHost();
  for (let count = 0; count < 200; count += 1) host.site.add();
  const { transport } = host.site;
  let before = 0;
  for (let more = true; more;) {
    before = host.site.requests;
    ({ more } = await host.step());
    expect(host.site.requests - before).toBeLessThanOrEqual(26);
  }
  Object.assign(host.site, {
    transport: async (request: Parameters<typeof transport>[0]) => {
      host.clock.advance(1000);
      return transport(request);
    },
  });
  host.clock.advance(day);
  before = host.site.requests;
  await host.step();
  expect(host.site.requests - before).toBeLessThanOrEqual(6);
});
