import { expect, test } from 'vitest';

import { ManualClock } from '../../../test/support/manual-clock.ts';
import { clampSchedule } from './clamp-schedule.ts';

test('what others schedule while it waits for its turn is not too far ahead', async () => {
  const clock = new ManualClock();
  const told: number[] = [];
  const count = await clampSchedule({
    clock,
    database: {
      write(work) {
        clock.advance(4_000);
        return work(undefined as never);
      },
    },
    queue: {
      async clamp(_, waits) {
        told.push(waits.clock.now());
        return 3;
      },
    },
    onClockSetBack: async (_, now) => void told.push(now),
  });
  expect(count).toBe(3);
  expect(told).toEqual([clock.now(), clock.now()]);
});
