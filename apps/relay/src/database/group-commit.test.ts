import { AsyncLocalStorage } from 'node:async_hooks';

import { expect, test } from 'vitest';

import { GroupCommit } from './group-commit.ts';
import { OverloadedError } from './overloaded-error.ts';
import type { GroupCommitOptions } from './group-commit.ts';

function setUp(
  options: Pick<
    GroupCommitOptions<number, string>,
    'maxItems' | 'maxWaiting' | 'maxTurns' | 'maxRunning'
  > = {},
) {
  const groups: (readonly number[])[] = [];
  let gate: Promise<void> = Promise.resolve();
  const group = new GroupCommit<number, string>({
    ...options,
    async commit(take) {
      const items = take();
      groups.push(items);
      await gate;
      if (items.includes(13)) throw new Error('bad item');
      if (items.includes(15)) throw Object.assign(new Error('page'), { code: 'SQLITE_CORRUPT' });
      if (items.includes(14)) throw Object.assign(new Error('disk full'), { code: 'SQLITE_FULL' });
      return items.map((item) => `kept ${item}`);
    },
  });
  return {
    groups,
    group,
    /** Holds commits back until the returned function is called. */
    hold(): () => void {
      const { promise, resolve } = Promise.withResolvers<void>();
      gate = promise;
      return resolve;
    },
  };
}

const turn = () => new Promise(setImmediate);

test('items of one turn share one commit, each with its own result', async () => {
  const { groups, group } = setUp();
  const results = Promise.all([group.add(1), group.add(2), group.add(3)]);
  expect(groups).toEqual([]);
  expect(await results).toEqual(['kept 1', 'kept 2', 'kept 3']);
  expect(groups).toEqual([[1, 2, 3]]);
});

test('a group has a maximum size', async () => {
  const { groups, group } = setUp({ maxItems: 2 });
  await Promise.all([group.add(1), group.add(2), group.add(3)]);
  expect(groups).toEqual([[1, 2], [3]]);
});

test('while one group commits, the next one fills and follows at once', async () => {
  const { groups, group, hold } = setUp();
  const release = hold();
  const first = group.add(1);
  await turn();
  const second = group.add(2);
  await turn();
  const third = group.add(3);
  await turn();
  expect(groups).toEqual([[1]]);
  release();
  await Promise.all([first, second, third]);
  expect(groups).toEqual([[1], [2, 3]]);
});

/** A group that has to wait for its turn to write, as long as others do. */
function setUpWithTurns(
  options: Pick<GroupCommitOptions<number, string>, 'maxItems' | 'maxRunning'> = {},
) {
  const groups: (readonly number[])[] = [];
  const turns: PromiseWithResolvers<void>[] = [];
  const group = new GroupCommit<number, string>({
    ...options,
    async commit(take) {
      const own = Promise.withResolvers<void>();
      turns.push(own);
      await own.promise;
      groups.push(take());
      return take().map((item) => `kept ${item}`);
    },
  });
  return { group, groups, turns };
}

test('what arrives before the group has its turn to write joins it', async () => {
  const { group, groups, turns } = setUpWithTurns({ maxItems: 3 });
  const added = [group.add(1)];
  for (const item of [2, 3, 4]) {
    await turn();
    added.push(group.add(item));
  }
  turns[0]?.resolve();
  expect(await Promise.all(added.slice(0, 3))).toEqual(['kept 1', 'kept 2', 'kept 3']);
  await turn();
  turns[1]?.resolve();
  expect(await added[3]).toBe('kept 4');
  expect(groups).toEqual([[1, 2, 3], [4]]);
});

test('several groups in progress fill one after the other', async () => {
  const { group, groups, turns } = setUpWithTurns({ maxRunning: Number.POSITIVE_INFINITY });
  const first = group.add(1);
  await turn();
  const second = group.add(2);
  await turn();
  expect(turns).toHaveLength(1);
  turns[0]?.resolve();
  await Promise.all([first, second]);
  expect(groups).toEqual([[1, 2]]);
});

test('work that is run again has the same items', async () => {
  const runs: (readonly number[])[] = [];
  let later: Promise<string> | undefined;
  const group: GroupCommit<number, string> = new GroupCommit({
    async commit(take) {
      runs.push(take());
      later ??= group.add(2);
      await turn();
      runs.push(take());
      return take().map((item) => `kept ${item}`);
    },
  });
  await group.add(1);
  await later;
  expect(runs).toEqual([[1], [1], [2], [2]]);
});

test('a group that never had its turn fails for all who waited, and the next one may succeed', async () => {
  const { group, groups, turns } = setUpWithTurns();
  const added = [group.add(1)];
  await turn();
  added.push(group.add(2));
  turns[0]?.reject(new OverloadedError('Too many writes are waiting for their turn.'));
  const refused = await Promise.allSettled(added);
  expect(refused.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = group.add(3);
  await turn();
  turns[1]?.resolve();
  expect(await next).toBe('kept 3');
  expect(groups).toEqual([[3]]);
});

test('nobody is told that an item is kept that was never taken', async () => {
  const group = new GroupCommit<number, string>({ commit: async () => [] });
  const results = await Promise.allSettled([group.add(1), group.add(2)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

test('a group waits while each turn brings more, up to a number of turns', async () => {
  const { groups, group } = setUp({ maxTurns: 3 });
  const added = [group.add(1)];
  for (const item of [2, 3, 4, 5]) {
    await turn();
    added.push(group.add(item));
  }
  await Promise.all(added);
  expect(groups).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

test('a group waits no longer than one turn that brings nothing', async () => {
  const { groups, group } = setUp({ maxTurns: 100 });
  const first = group.add(1);
  await turn();
  await turn();
  const second = group.add(2);
  await Promise.all([first, second]);
  expect(groups).toEqual([[1], [2]]);
});

test('if several groups may be in progress, none waits for the previous one', async () => {
  const { groups, group, hold } = setUp({ maxRunning: 2, maxItems: 2 });
  const release = hold();
  const added = [1, 2, 3, 4, 5].map((item) => group.add(item));
  await turn();
  await turn();
  expect(groups).toEqual([
    [1, 2],
    [3, 4],
  ]);
  release();
  await group.drain();
  expect(groups.at(-1)).toEqual([5]);
  expect(await Promise.all(added)).toHaveLength(5);
});

test.each([13, 15])('a bad item, or one on a damaged page, fails alone', async (bad) => {
  const { group } = setUp();
  const results = await Promise.allSettled([group.add(1), group.add(bad), group.add(2)]);
  expect(
    results.map((result) => (result.status === 'fulfilled' ? result.value : 'failed')),
  ).toEqual(['kept 1', 'failed', 'kept 2']);
});

test('when the disk refuses a group, its items are not retried one by one', async () => {
  const { group, groups } = setUp();
  const results = await Promise.allSettled([group.add(1), group.add(14), group.add(2)]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(groups).toEqual([[1, 14, 2]]);
});

test('a group does not join a transaction of the caller that started it', async () => {
  const open = new AsyncLocalStorage<string>();
  const seen: unknown[] = [];
  const group = new GroupCommit<number, undefined>({
    async commit(take) {
      seen.push(open.getStore());
      return take().map(() => undefined);
    },
  });
  await open.run('a transaction', () => group.add(1));
  await open.run('a transaction', () => {
    void group.add(2);
    return group.drain();
  });
  expect(seen).toEqual([undefined, undefined]);
});

test('refuses more than may wait', async () => {
  const { group, hold } = setUp({ maxItems: 1, maxWaiting: 2 });
  const release = hold();
  const running = group.add(1);
  await turn();
  const waiting = [group.add(2), group.add(3)];
  await expect(group.add(4)).rejects.toBeInstanceOf(OverloadedError);
  release();
  expect(await Promise.all([running, ...waiting])).toEqual(['kept 1', 'kept 2', 'kept 3']);
});

test('drain commits what waits at once', async () => {
  const { group, groups } = setUp();
  const result = group.add(1);
  await group.drain();
  expect(await result).toBe('kept 1');
  expect(groups).toEqual([[1]]);
});
