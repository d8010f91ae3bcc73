import { expect, test } from 'vitest';

import { KeyedQueue } from './keyed-queue.ts';

test('one after the other for a key, side by side for others, and a failure stops nobody', async () => {
  const queue = new KeyedQueue();
  const order: string[] = [];
  const { promise: gate, resolve: open } = Promise.withResolvers<void>();
  const results = Promise.allSettled([
    queue.run('a', async () => {
      await gate;
      order.push('a1');
      throw new Error('failed');
    }),
    queue.run('a', async () => order.push('a2')),
    queue.run('b', async () => {
      order.push('b1');
      open();
    }),
  ]);
  expect((await results).map(({ status }) => status)).toEqual([
    'rejected',
    'fulfilled',
    'fulfilled',
  ]);
  expect(order).toEqual(['b1', 'a1', 'a2']);
});
