import { expect, test } from 'vitest';

import { ManualClock } from '../shared/clock/manual-clock.ts';
import { GroupCommit, OverloadedError } from './group-commit.ts';

function setUp(options: { readonly maxItems?: number; readonly maxWaiting?: number } = {}) {
  const clock = new ManualClock();
  const groups: (readonly number[])[] = [];
  let gate: Promise<void> = Promise.resolve();
  const group = new GroupCommit<number, string>({
    clock,
    waitMs: 2,
    ...options,
    async commit(items) {
      groups.push(items);
      await gate;
      if (items.includes(13)) throw new Error('bad item');
      return items.map((item) => `kept ${item}`);
    },
  });
  return {
    clock,
    groups,
    group,
    /** Holds commits back until the answer is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

test('those who come within the wait share one commit, each with its own result', async () => {
  const { clock, groups, group } = setUp();
  const results = Promise.all([group.add(1), group.add(2), group.add(3)]);
  expect(groups).toEqual([]);
  clock.advance(2);
  expect(await results).toEqual(['kept 1', 'kept 2', 'kept 3']);
  expect(groups).toEqual([[1, 2, 3]]);
});

test('a full group does not wait', async () => {
  const { groups, group } = setUp({ maxItems: 2 });
  expect(await Promise.all([group.add(1), group.add(2)])).toEqual(['kept 1', 'kept 2']);
  expect(groups).toEqual([[1, 2]]);
});

test('while one group commits, the next one fills and goes right after', async () => {
  const { groups, group, clock, hold } = setUp({ maxItems: 3 });
  const release = hold();
  const first = group.add(1);
  clock.advance(2);
  const later = Promise.all([group.add(2), group.add(3)]);
  clock.advance(100);
  expect(groups).toEqual([[1]]);
  release();
  await Promise.all([first, later]);
  expect(groups).toEqual([[1], [2, 3]]);
});

test('a bad item fails alone', async () => {
  const { group, clock } = setUp();
  const results = Promise.allSettled([group.add(1), group.add(13), group.add(2)]);
  clock.advance(2);
  expect(
    (await results).map((result) => (result.status === 'fulfilled' ? result.value : 'failed')),
  ).toEqual(['kept 1', 'failed', 'kept 2']);
});

test('refuses more than may wait', async () => {
  const { group, clock, hold } = setUp({ maxItems: 1, maxWaiting: 2 });
  const release = hold();
  const running = group.add(1);
  const waiting = [group.add(2), group.add(3)];
  await expect(group.add(4)).rejects.toBeInstanceOf(OverloadedError);
  release();
  clock.advance(2);
  expect(await Promise.all([running, ...waiting])).toEqual(['kept 1', 'kept 2', 'kept 3']);
});

test('drain commits what waits without waiting for company', async () => {
  const { group, groups } = setUp();
  const result = group.add(1);
  await group.drain();
  expect(await result).toBe('kept 1');
  expect(groups).toEqual([[1]]);
});
