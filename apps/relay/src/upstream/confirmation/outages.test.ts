import { expect, test } from 'vitest';

import { Outages } from './outages.ts';

const down = { code: 'vendor_failed', retryAfterMs: null } as const;

test('waits longer after each failure, up to five minutes, and starts over after a success', () => {
  const outages = new Outages();
  const note = () => outages.note({ connectionId: 'con_1', error: down, now: 1_000 }).waitMs;
  expect([note(), note(), note()]).toEqual([5_000, 10_000, 20_000]);
  for (let count = 0; count < 2_000; count += 1) note();
  expect(note()).toBe(300_000);
  expect(outages.until('con_1')).toBe(301_000);
  expect(outages.end('con_1')).toBe(true);
  expect(outages.end('con_1')).toBe(false);
  expect(note()).toBe(5_000);
});

test('waits as long as the vendor asks, up to an hour', () => {
  const outages = new Outages();
  const note = (retryAfterMs: number) =>
    outages.note({
      connectionId: 'con_1',
      error: { code: 'vendor_rate_limited', retryAfterMs },
      now: 0,
    }).waitMs;
  expect(note(30_000)).toBe(30_000);
  expect(note(1)).toBe(10_000);
  expect(note(10 ** 12)).toBe(3_600_000);
});

test('reports new problems only, with their connection', () => {
  const outages = new Outages();
  const refused = { code: 'vendor_unauthorized', retryAfterMs: null } as const;
  const note = (error: typeof down | typeof refused) =>
    outages.note({ connectionId: 'con_1', error, now: 0 }).isNews;
  expect([note(down), note(down)]).toEqual([true, false]);
  expect([note(refused), note(refused)]).toEqual([true, false]);
  expect(outages.until('con_2')).toBe(0);
});

test('forgets a connection that was not asked about for long, such as a deleted one', () => {
  const outages = new Outages();
  const note = (connectionId: string, now: number) =>
    outages.note({ connectionId, error: down, now });
  note('con_deleted', 0);
  note('con_1', 7_200_000);
  expect(outages.until('con_deleted')).toBe(5_000);
  note('con_1', 7_210_001);
  expect(outages.until('con_deleted')).toBe(0);
  expect(outages.until('con_1')).toBe(7_220_001);
});
