import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';
import { wait } from '../support/wait.ts';

/** SIGKILL at random moments, also while a process starts. */
export function kill(
  options: Omit<TrialOptions, 'fault'> & { readonly kills: number },
): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ hosts, random }) {
      for (let count = 0; count < options.kills; count += 1) {
        const host = random.pick(hosts);
        // One of five is killed before it listens again.
        if (!random.chance(0.2)) await host.ready();
        await wait(random.integer(20, 1_200));
        host.kill();
      }
    },
  });
}
