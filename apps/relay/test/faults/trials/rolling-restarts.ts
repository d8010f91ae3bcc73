import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';
import { waitFor } from '../support/wait-for.ts';

/** The longest time that a listening process may be unready. Milliseconds. */
const readyWithinMs = 30_000;

/**
 * One process after the other is stopped gracefully and started again, as in an upgrade. Nothing is
 * lost, and nothing is sent twice: what is in flight ends first.
 */
export async function rollingRestarts(
  options: Omit<TrialOptions, 'fault'> & { readonly rounds: number },
): Promise<Ledger> {
  const ledger = await runTrial({
    ...options,
    async fault({ hosts, problem }) {
      for (let round = 0; round < options.rounds; round += 1) {
        for (const host of hosts) {
          const code = await host.stop();
          if (code !== 0) problem(`SIGTERM ended a process with ${code}`);
          host.start();
          await host.ready();
          const isReady = await waitFor(
            () => fetch(`${host.url}/readyz`).then(({ status }) => status === 200),
            { withinMs: readyWithinMs },
          );
          if (!isReady) problem('a restarted process is not ready');
        }
      }
    },
  });
  if (ledger.repeats === 0) return ledger;
  const twice = `${ledger.repeats} requests were sent twice, though nobody was killed`;
  return { ...ledger, problems: [...ledger.problems, twice] };
}
