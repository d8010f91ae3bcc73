import { expect, onTestFinished, test, vi } from 'vitest';

import { ProjectorSignal } from './projector-signal.ts';
import { YieldToRequests } from './yield-to-requests.ts';

test('the projector waits during a flood, for at most five seconds', () => {
  const signal = new ProjectorSignal();
  const inItsThread = new ProjectorSignal(signal.shared);
  const yielding = new YieldToRequests(inItsThread);
  expect(yielding.mustWait(1_000)).toBe(false);
  const waited: number[] = [];
  for (let now = 1_000; now < 20_000; now += 10) {
    signal.flooded(now);
    if (yielding.mustWait(now)) waited.push(now);
  }
  expect(waited[0]).toBe(1_000);
  expect(waited.at(-1)).toBe(5_990);
  expect(waited).toHaveLength(500);
});

test('it waits again during the next flood', () => {
  const signal = new ProjectorSignal();
  const yielding = new YieldToRequests(signal);
  for (const begin of [1_000, 60_000]) {
    signal.flooded(begin);
    expect(yielding.mustWait(begin + 49)).toBe(true);
    expect(yielding.mustWait(begin + 50)).toBe(false);
  }
});

test('it waits although its machine has another time than what dates the requests', () => {
  const signal = new ProjectorSignal();
  const inItsThread = new ProjectorSignal(signal.shared);
  vi.spyOn(process.hrtime, 'bigint').mockReturnValue(7_000_000n);
  vi.useFakeTimers({ now: 0, toFake: ['Date'] });
  onTestFinished(() => {
    vi.restoreAllMocks();
    vi.useRealTimers();
  });
  signal.flooded();
  vi.setSystemTime(60_000);
  expect(new YieldToRequests(inItsThread).mustWait()).toBe(true);
});
