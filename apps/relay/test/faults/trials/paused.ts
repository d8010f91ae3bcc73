import { setTimeout as wait } from 'node:timers/promises';

import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';

/** A process is paused for longer than its claims last, and continues. */
export function paused(
  options: Omit<TrialOptions, 'fault'> & {
    readonly rounds: number;
    readonly forMs: number;
  },
): Promise<Ledger> {
  return runTrial({
    ...options,
    // It may be paused between claiming and sending, and sends when it resumes.
    lateRepeats: true,
    mayHang: true,
    async fault({ hosts, random }) {
      for (let round = 0; round < options.rounds; round += 1) {
        const host = random.pick(hosts);
        await host.ready();
        await wait(random.integer(200, 1_000));
        host.signal('SIGSTOP');
        await wait(options.forMs);
        host.signal('SIGCONT');
      }
      await wait(500);
    },
  });
}
