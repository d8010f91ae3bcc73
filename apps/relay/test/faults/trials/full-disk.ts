import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';
import { wait } from '../support/wait.ts';

/** SQLite's files may not grow for a while: what it answers is `SQLITE_FULL`, as on a full disk. */
export function fullDisk(
  options: Omit<TrialOptions, 'fault' | 'databaseUrl'> & { readonly rounds: number },
): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ hosts, random, control, vendor, problem }) {
      for (let round = 0; round < options.rounds; round += 1) {
        await hosts[0]?.ready();
        await control({ sparePages: random.pick([0, 0, 2, 10]) });
        await wait(random.integer(500, 2_000));
        // A disk is full for whoever starts on it, too.
        if (random.chance(0.3)) hosts[0]?.kill();
        await wait(1_000);
        await control({});
        await wait(random.integer(200, 800));
      }
      if (vendor.answers['503'] === undefined)
        problem('the disk was full, and nobody was told 503');
    },
  });
}
