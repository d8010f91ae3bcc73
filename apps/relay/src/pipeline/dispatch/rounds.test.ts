import { setImmediate } from 'node:timers/promises';

import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { Rounds } from './rounds.ts';

const hour = 3_600_000;

function setUp(round: () => Promise<void> = async () => {}) {
  const clock = new ManualClock();
  const made = vi.fn<() => Promise<void>>(round);
  const failures: unknown[] = [];
  const rounds = new Rounds({
    round: made,
    untilNext: () => hour,
    onFailed: (error) => failures.push(error),
    clock,
  });
  return { clock, made, failures, rounds };
}

test('everything that asks in a turn of the event loop shares a round', async () => {
  const { made, rounds } = setUp();
  rounds.start();
  rounds.schedule();
  rounds.schedule();
  await setImmediate();
  await setImmediate();
  expect(made).toHaveBeenCalledTimes(1);
});

test('a round that is asked for during another one follows it', async () => {
  const first = Promise.withResolvers<void>();
  const { made, rounds } = setUp(() => first.promise);
  rounds.start();
  await setImmediate();
  rounds.schedule();
  await setImmediate();
  expect(made).toHaveBeenCalledTimes(1);
  first.resolve();
  await expect.poll(() => made.mock.calls.length).toBe(2);
});

test('without being asked, the next round comes when it is due', async () => {
  const { clock, made, rounds } = setUp();
  rounds.start();
  await setImmediate();
  await setImmediate();
  clock.advance(hour - 1);
  await setImmediate();
  expect(made).toHaveBeenCalledTimes(1);
  clock.advance(1);
  await expect.poll(() => made.mock.calls.length).toBe(2);
});

test('a round that failed is tried again soon', async () => {
  const { clock, made, failures, rounds } = setUp(async () => {
    throw new Error('no disk');
  });
  rounds.start();
  await expect.poll(() => failures.length).toBe(1);
  clock.advance(1_000);
  await expect.poll(() => made.mock.calls.length).toBe(2);
});

test('a stop waits for the current round, and none follows', async () => {
  const first = Promise.withResolvers<void>();
  const { clock, made, rounds } = setUp(() => first.promise);
  rounds.start();
  await setImmediate();
  rounds.schedule();
  await setImmediate();
  const ended = vi.fn<() => void>();
  const stopped = rounds.stop().then(ended);
  await setImmediate();
  expect(ended).not.toHaveBeenCalled();
  first.resolve();
  await stopped;
  rounds.schedule();
  clock.advance(hour);
  await setImmediate();
  expect(made).toHaveBeenCalledTimes(1);
});
