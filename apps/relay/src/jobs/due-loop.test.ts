import pino from 'pino';
import { expect, test, vi } from 'vitest';

import { ManualClock } from '../../test/support/manual-clock.ts';
import { DueLoop } from './due-loop.ts';

function open(round: () => Promise<number>) {
  const clock = new ManualClock();
  const lines: string[] = [];
  const loop = new DueLoop({
    what: 'due things',
    round,
    clock,
    logger: pino({ level: 'error' }, { write: (line: string) => lines.push(line) }),
  });
  return { clock, loop, lines };
}

/** Lets everything run that does not wait for time to pass. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

test('runs at start, when notified, when something is due, and periodically', async () => {
  const round = vi.fn<() => Promise<number>>(async () => Infinity);
  const { loop, clock } = open(round);
  loop.start();
  await turn();
  expect(round).toHaveBeenCalledTimes(1);

  round.mockImplementationOnce(async () => clock.now() + 300);
  loop.check();
  await turn();
  expect(round).toHaveBeenCalledTimes(2);
  clock.advance(299);
  await turn();
  expect(round).toHaveBeenCalledTimes(2);
  clock.advance(1);
  await turn();
  expect(round).toHaveBeenCalledTimes(3);

  clock.advance(5_000);
  await turn();
  expect(round).toHaveBeenCalledTimes(4);
  await loop.stop();
});

test('notified during a round, it runs once more, never two at once', async () => {
  let running = 0;
  let most = 0;
  const gates: (() => void)[] = [];
  const round = vi.fn<() => Promise<number>>(async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((resolve) => gates.push(resolve));
    running -= 1;
    return Infinity;
  });
  const { loop } = open(round);
  loop.start();
  loop.check();
  loop.check();
  loop.check();
  gates.shift()?.();
  await turn();
  expect(round).toHaveBeenCalledTimes(2);
  gates.shift()?.();
  await turn();
  expect(round).toHaveBeenCalledTimes(2);
  expect(most).toBe(1);
  await loop.stop();
});

test('a failed round is logged, and repeated after a moment, however often it is notified', async () => {
  const round = vi.fn<() => Promise<number>>(async () => Infinity);
  round.mockRejectedValueOnce(new Error('disk full'));
  const { loop, clock, lines } = open(round);
  loop.start();
  await turn();
  expect(lines.join('')).toContain('cannot look for due things');
  loop.check();
  loop.check();
  await turn();
  expect(round).toHaveBeenCalledTimes(1);
  clock.advance(1_000);
  await turn();
  expect(round).toHaveBeenCalledTimes(2);
  await loop.stop();
});

test('after a failure, a clock that is set back makes nobody wait longer', async () => {
  const round = vi.fn<() => Promise<number>>(async () => Infinity);
  round.mockRejectedValueOnce(new Error('disk full'));
  const { loop, clock } = open(round);
  loop.start();
  await turn();
  clock.advance(-3_600_000);
  loop.check();
  await turn();
  expect(round).toHaveBeenCalledTimes(2);
  await loop.stop();
});

test('a stop waits for the current round, and no other begins', async () => {
  const gate = Promise.withResolvers<number>();
  const round = vi.fn<() => Promise<number>>(() => gate.promise);
  const { loop, clock } = open(round);
  loop.start();
  const stopped = vi.fn<() => void>();
  const stop = loop.stop().then(stopped);
  loop.check();
  await turn();
  expect(stopped).not.toHaveBeenCalled();
  gate.resolve(0);
  await stop;
  loop.check();
  clock.advance(60_000);
  await turn();
  expect(round).toHaveBeenCalledTimes(1);
});

test('a round that keeps failing is logged once a minute, and at once after a success', async () => {
  const round = vi.fn<() => Promise<number>>(async () => {
    throw new Error('disk full');
  });
  const { loop, clock, lines } = open(round);
  loop.start();
  await turn();
  for (let second = 0; second < 119; second += 1) {
    clock.advance(1_000);
    await turn();
  }
  expect(round).toHaveBeenCalledTimes(120);
  expect(lines).toHaveLength(2);
  round.mockImplementationOnce(async () => Infinity);
  clock.advance(1_000);
  await turn();
  loop.check();
  await turn();
  expect(lines).toHaveLength(3);
  await loop.stop();
});
