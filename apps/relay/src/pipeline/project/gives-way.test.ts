import { expect, test } from 'vitest';

import { GivesWay } from './gives-way.ts';
import { ProjectorSignal } from './projector-signal.ts';

test('the projector waits during a flood, for at most five seconds', () => {
  const signal = new ProjectorSignal();
  const inItsThread = new ProjectorSignal(signal.shared);
  const givesWay = new GivesWay(inItsThread);
  expect(givesWay.mustWait(1_000)).toBe(false);
  const waited: number[] = [];
  for (let now = 1_000; now < 20_000; now += 10) {
    signal.flooded(now);
    if (givesWay.mustWait(now)) waited.push(now);
  }
  expect(waited[0]).toBe(1_000);
  expect(waited.at(-1)).toBe(5_990);
  expect(waited).toHaveLength(500);
});

test('it waits again during the next flood', () => {
  const signal = new ProjectorSignal();
  const givesWay = new GivesWay(signal);
  for (const begin of [1_000, 60_000]) {
    signal.flooded(begin);
    expect(givesWay.mustWait(begin + 49)).toBe(true);
    expect(givesWay.mustWait(begin + 50)).toBe(false);
  }
});

test('a clock that is set back ends a flood', () => {
  const signal = new ProjectorSignal();
  signal.flooded(10_000_000);
  expect(new GivesWay(signal).mustWait(1_000)).toBe(false);
});
