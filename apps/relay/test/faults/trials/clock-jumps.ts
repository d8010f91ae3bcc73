import { hours } from '../../../src/shared/clock/durations.ts';
import { setTimeout as wait } from 'node:timers/promises';

import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';

/**
 * The clock is set forward and back by seconds to days, as on a machine that wakes or with a bad
 * time server.
 */
export function clockJumps(
  options: Omit<TrialOptions, 'fault'> & { readonly rounds: number },
): Promise<Ledger> {
  return runTrial({
    ...options,
    // What failed while the clock was ahead is retried when that time comes.
    mayWait: true,
    async fault({ random, control }) {
      for (let round = 0; round < options.rounds; round += 1) {
        const clockOffsetMs = random.pick([
          3_000,
          -3_000,
          1 * hours,
          -1 * hours,
          26 * hours,
          150 * hours,
        ]);
        await control({ clockOffsetMs });
        await wait(random.integer(400, 1_500));
      }
      await control({ clockOffsetMs: 0 });
      await wait(500);
    },
  });
}
