import { expect, test, vi } from 'vitest';

import { OverloadedError } from '../../database/overloaded-error.ts';
import { KeyedQueue } from './keyed-queue.ts';

test('sequential per key, parallel across keys, and a failure stops nothing', async () => {
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

test('a task that waited too long is rejected without running; later ones run', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  try {
    const queue = new KeyedQueue();
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
    const slow = queue.run('a', () => {
      begin();
      return gate;
    });
    await begun;
    const work = vi.fn<() => Promise<void>>();
    const tooLate = queue.run('a', work);
    vi.advanceTimersByTime(60_000);
    const next = queue.run('a', async () => 'next');
    open();
    await expect(tooLate).rejects.toThrow(OverloadedError);
    expect(work).not.toHaveBeenCalled();
    await slow;
    expect(await next).toBe('next');
  } finally {
    vi.useRealTimers();
  }
});
