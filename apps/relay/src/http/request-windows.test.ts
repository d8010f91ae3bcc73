import { expect, test } from 'vitest';

import { ManualClock } from '../../test/support/manual-clock.ts';
import { RequestWindows } from './request-windows.ts';

const limit = { max: 2, windowMs: 10_000 };

function open() {
  const clock = new ManualClock();
  return { clock, windows: new RequestWindows({ limit, clock }) };
}

test('a fixed number is let through in a window, and again in the next one', () => {
  const { clock, windows } = open();
  expect([windows.count('a'), windows.count('a')]).toEqual([undefined, undefined]);
  clock.advance(9_001);
  expect(windows.count('a')).toBe(1);
  clock.advance(999);
  expect(windows.count('a')).toBeUndefined();
});

test('one key takes nothing from another', () => {
  const { windows } = open();
  for (let count = 0; count < 5; count += 1) windows.count('a');
  expect(windows.count('a')).toBe(10);
  expect(windows.count('b')).toBeUndefined();
});

test('many keys do not use ever more memory, and the newest are still counted', () => {
  const { windows } = open();
  for (let count = 0; count < 3; count += 1) windows.count('first');
  for (let key = 0; key < 10_000; key += 1) windows.count(`${key}`);
  windows.count('9999');
  expect(windows.count('9999')).toBe(10);
  expect(windows.count('first')).toBeUndefined();
});

test('a clock that was ahead blocks nothing for long', () => {
  const clock = new ManualClock();
  let ahead = 3_600_000;
  const windows = new RequestWindows({
    limit,
    clock: { now: () => clock.now() + ahead, after: (...wait) => clock.after(...wait) },
  });
  for (let count = 0; count < 3; count += 1) windows.count('a');
  ahead = 0;
  expect(windows.count('a')).toBeUndefined();
});
