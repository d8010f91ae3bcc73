import { expect, test } from 'vitest';

import { ManualClock } from '../../test/support/manual-clock.ts';
import { RepeatedFailure } from './repeated-failure.ts';

const full = new Error('disk full');
const away = new Error('connection refused');

test('the same failure is news once a minute, another one at once, and any after a success', () => {
  const clock = new ManualClock();
  const failure = new RepeatedFailure({ clock });
  let news = 0;
  for (let second = 0; second < 180; second += 1) {
    if (failure.isNews(full)) news += 1;
    if (failure.isNews(away)) news += 1;
    clock.advance(1_000);
  }
  expect(news).toBe(2 * 3);
  expect(failure.isNews(full)).toBe(true);
  expect(failure.isNews(full)).toBe(false);
  failure.ended();
  expect(failure.isNews(full)).toBe(true);
});

test('a clock that was set back keeps nothing silent, and any number of reasons takes little memory', () => {
  let now = 1_000_000;
  const failure = new RepeatedFailure({ clock: { now: () => now } });
  expect(failure.isNews(full)).toBe(true);
  now -= 500_000;
  expect(failure.isNews(full)).toBe(true);
  const reasons = Array.from({ length: 1_000 }, (_, index) => `delivery ${index}`);
  expect(reasons.filter((reason) => failure.isNews(reason))).toEqual(reasons);
});
