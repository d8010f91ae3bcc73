import { expect, test } from 'vitest';

import { isSecondOver } from './second-over.ts';

const changed = '2026-11-28 17:24:20';
const at = (time: string) => Date.parse(`2026-11-28T${time}Z`);

test.each([
  ['17:24:20', false],
  ['17:24:30', false],
  ['17:24:31', true],
  ['17:29:20', true],
  // A site an hour ahead of UTC, and one behind it by some hours and three quarters.
  ['16:24:22', false],
  ['16:25:22', true],
  ['11:39:25', false],
  // Its clock is slightly ahead of ours.
  ['17:24:15', false],
  ['17:24:05', true],
])('responded at %s: over is %s', (time, over) => {
  expect(isSecondOver({ changed, answeredAt: at(time) })).toBe(over);
});

test('without a time there is nothing to wait for', () => {
  expect(isSecondOver({ changed: null, answeredAt: at('17:24:20') })).toBe(true);
  expect(isSecondOver({ changed: '0000-00-00 00:00:00', answeredAt: at('17:24:20') })).toBe(true);
});
