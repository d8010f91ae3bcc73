import { expect, test } from 'vitest';

import { createFakeClock } from './fake-clock.ts';
import { createSourceOptions } from './source-options.ts';

test('the clock moves only on request or by sleeping', async () => {
  const clock = createFakeClock({ start: 1000 });
  expect(clock.now()).toBe(1000);
  clock.advance(5);
  await clock.sleep(60_000);
  expect(clock.now()).toBe(61_005);
  expect(new Date(createFakeClock().now()).toISOString()).toBe('2026-11-20T10:00:00.000Z');
});

test('an aborted sleep rejects with the reason and leaves the clock alone', async () => {
  const clock = createFakeClock({ start: 0 });
  await expect(clock.sleep(10, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  expect(clock.now()).toBe(0);
});

test('options of a test replace the defaults', () => {
  expect(createSourceOptions().random()).toBe(0.5);
  expect(createSourceOptions({ random: () => 0.1 }).random()).toBe(0.1);
});
