import { getEventListeners } from 'node:events';

import { expect, test } from 'vitest';

import { ManualClock } from '../../test/support/manual-clock.ts';
import { sourceOptions } from './source-options.ts';

test('repeated sleeps of a source leave nothing on its signal, which can wake it', async () => {
  const clock = new ManualClock();
  const { sleep } = sourceOptions(clock);
  const controller = new AbortController();
  const { signal } = controller;
  for (let nap = 0; nap < 3; nap += 1) {
    const slept = sleep(1_000, signal);
    clock.advance(1_000);
    await slept;
  }
  expect(getEventListeners(signal, 'abort')).toEqual([]);

  const cut = sleep(1_000, signal);
  controller.abort(new Error('stop'));
  await expect(cut).rejects.toThrow('stop');
  await expect(sleep(1_000, signal)).rejects.toThrow('stop');
  const alone = sleep(1_000);
  clock.advance(1_000);
  await alone;
});
