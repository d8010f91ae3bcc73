import { getEventListeners } from 'node:events';

import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { pause } from './pause.ts';

test('ends with its time or its signal, and leaves nothing on the signal', async () => {
  const clock = new ManualClock();
  const controller = new AbortController();
  const { signal } = controller;
  const wait = () => pause({ clock, milliseconds: 1_000, signal });

  const waits = [wait(), wait()];
  expect(getEventListeners(signal, 'abort')).toHaveLength(2);
  clock.advance(1_000);
  await Promise.all(waits);
  expect(getEventListeners(signal, 'abort')).toEqual([]);

  const cut = wait();
  controller.abort();
  await cut;
  await wait();
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});
