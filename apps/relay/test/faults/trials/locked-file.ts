import { setTimeout as wait } from 'node:timers/promises';

import BetterSqlite3 from 'better-sqlite3';

import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';

/** Another process (a backup tool, an impatient person) holds the write lock of SQLite's files. */
export function lockedFile(
  options: Omit<TrialOptions, 'fault' | 'databaseUrl'> & { readonly rounds: number },
): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ databaseUrl, random }) {
      const path = databaseUrl.slice('sqlite:'.length);
      for (let round = 0; round < options.rounds; round += 1) {
        await wait(random.integer(100, 600));
        const some = random.pick([[path], [`${path}.inbox`], [path, `${path}.inbox`]]);
        const held = some.map((file) => new BetterSqlite3(file, { timeout: 5_000 }));
        for (const file of held) file.exec('BEGIN IMMEDIATE');
        // Sometimes longer than anyone waits.
        await wait(random.pick([50, 400, 2_000, 6_500]));
        for (const file of held) file.close();
      }
    },
  });
}
