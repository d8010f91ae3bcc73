import { expect, test } from 'vitest';

import { countTurns } from '../../../test/support/count-turns.ts';
import { ManualClock } from '../../../test/support/manual-clock.ts';
import type { EventLog } from './event-log.ts';
import { HoldHandler } from './hold-handler.ts';
import { holdJobs } from './held-event.ts';

const job = { kind: holdJobs, key: 'con_1', claim: 'x' };

test('while very many held events are released, others have the thread', async () => {
  const clock = new ManualClock();
  let left = 20;
  const release = async () => ((left -= 1) > 0 ? clock.now() : null);
  const handler = new HoldHandler({ release } as unknown as EventLog, clock);
  const { signal } = new AbortController();
  expect(await countTurns(() => handler.run({ job, signal }))).toBeGreaterThanOrEqual(18);
  expect(left).toBe(0);
});

test('a stop ends it between two steps', async () => {
  const clock = new ManualClock();
  const controller = new AbortController();
  let released = 0;
  const release = async () => {
    released += 1;
    controller.abort();
    return clock.now();
  };
  const handler = new HoldHandler({ release } as unknown as EventLog, clock);
  await expect(handler.run({ job, signal: controller.signal })).rejects.toThrow();
  expect(released).toBe(1);
});
