import { expect, test } from 'vitest';

import { answer } from './support/played-site.ts';
import { createTestHost } from './support/poll-host.ts';

test('of many unreadable invoices, some are named and the others counted, for as long as it lasts', async () => {
  const host = createTestHost({ startFrom: 'beginning' });
  const { site } = host;
  for (let count = 0; count < 300; count += 1) site.add();
  // A readable one in between: the site as a whole is not in trouble.
  let isMended = (id: number): boolean => id % 2 === 0;
  site.trouble = (_, path) => {
    const id = /\/(\d+)$/.exec(path)?.[1];
    return id === undefined || isMended(Number(id)) ? undefined : answer(500, 'x');
  };
  const last = () => host.steps.at(-1);
  const named = () => last()?.unreadable?.length ?? 0;
  expect(await host.poll()).toHaveLength(150);
  for (let polls = 0; polls < 3; polls += 1) {
    expect(named()).toBe(100);
    expect(last()?.notice).toContain('50 more invoices');
    expect(JSON.stringify(last()?.cursor).length).toBeLessThan(50_000);
    await host.poll({ requested: true });
  }
  // Every other one of them.
  isMended = (id) => id % 4 !== 1;
  expect(await host.poll({ requested: true })).toHaveLength(75);
  const counted = /\d+(?= more)/.exec(last()?.notice ?? '')?.[0] ?? 0;
  expect(named() + Number(counted)).toBe(75);
  site.trouble = null;
  expect(await host.poll({ requested: true })).toHaveLength(75);
  expect(last()?.unreadable).toEqual([]);
  expect(last()?.notice).toBeUndefined();
});
