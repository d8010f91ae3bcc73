import { setTimeout as wait } from 'node:timers/promises';

import type { Ledger } from '../support/ledger.ts';
import type { RelayHost } from '../support/relay-host.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';

/** SQLite's files may not grow for a while: the error is `SQLITE_FULL`, as on a full disk. */
export function fullDisk(
  options: Omit<TrialOptions, 'fault' | 'databaseUrl'> & { readonly rounds: number },
): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ hosts, random, control, vendor, problem }) {
      let isTold = false;
      for (let round = 0; round < options.rounds; round += 1) {
        await hosts[0]?.ready();
        // With some spare pages per transaction, small transactions never run out.
        await control({ sparePages: round === 0 ? 0 : random.pick([0, 0, 2, 10]) });
        await wait(random.integer(500, 2_000));
        isTold ||= await isUnready(hosts[0]);
        // The disk is also full for a process that starts on it.
        if (random.chance(0.3)) hosts[0]?.kill();
        await wait(1_000);
        await control({});
        await wait(random.integer(200, 800));
      }
      // Webhooks are refused only once the inbox has no space either, including the space freed in
      // it.
      isTold ||= vendor.answers['503'] !== undefined;
      if (!isTold) problem('the disk was full, but neither /readyz nor a webhook got 503');
    },
  });
}

async function isUnready(host: RelayHost | undefined): Promise<boolean> {
  const answer = await fetch(`${host?.url}/readyz`).catch(() => undefined);
  return answer?.status === 503;
}
