import { setTimeout as wait } from 'node:timers/promises';

import type { Ledger } from '../support/ledger.ts';
import type { FaultyPostgres } from '../support/postgres.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';

/** The number of processes killed for each time that PostgreSQL is. */
const killsForEach = 6;

/** Processes get SIGKILL while PostgreSQL is killed and comes back, again and again. */
export function killAll(
  options: Omit<TrialOptions, 'fault'> & {
    readonly server: FaultyPostgres;
    readonly rounds: number;
  },
): Promise<Ledger> {
  return runTrial({
    ...options,
    // A process that is started while PostgreSQL is down says so and exits.
    mayEnd: true,
    async fault({ hosts, random }) {
      for (let round = 0; round < options.rounds; round += 1) {
        const database = { isDown: true };
        const down = (async () => {
          await wait(random.integer(500, 4_000));
          await options.server.killAndStart(random.integer(100, 2_500));
          database.isDown = false;
        })();
        for (let count = 0; count < killsForEach || database.isDown; count += 1) {
          await wait(random.integer(100, 1_500));
          random.pick(hosts).kill();
        }
        await down;
        // Some of them work for a moment before it all begins again.
        await Promise.any(hosts.map((host) => host.ready()));
        await wait(random.integer(500, 2_000));
      }
    },
  });
}
