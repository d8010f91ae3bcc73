import { setTimeout as wait } from 'node:timers/promises';

import type { Ledger } from '../support/ledger.ts';
import { runTrial } from '../support/trial.ts';
import type { TrialOptions } from '../support/trial.ts';
import { waitFor } from '../support/wait-for.ts';

/** A long run reports its progress. */
const toldEvery = 50;

/**
 * SIGKILL at random moments, even while a process starts. With several, the others work on in the
 * meantime, and the next one is killed without waiting for the previous one.
 */
export function kill(
  options: Omit<TrialOptions, 'fault'> & {
    readonly kills: number;
    readonly withinMs: number;
    readonly tell: (text: string) => void;
  },
): Promise<Ledger> {
  return runTrial({
    ...options,
    async fault({ hosts, random, vendor }) {
      const until = performance.now() + options.withinMs;
      let count = 0;
      while (count < options.kills && performance.now() < until) {
        count += 1;
        // One in five is killed whatever it is doing, for example before it listens again.
        const isAny = random.chance(0.2);
        const up = (): readonly (typeof hosts)[number][] => hosts.filter((one) => one.listening);
        if (!isAny) await waitFor(() => up().length > 0, { withinMs: 90_000 });
        await wait(random.integer(20, 1_200));
        random.pick(isAny || up().length === 0 ? hosts : up()).kill();
        if (count % toldEvery === 0) {
          options.tell(`SIGKILL: ${count} times, ${vendor.count} webhooks acknowledged`);
        }
      }
      options.tell(`SIGKILL: ${count} times in total`);
    },
  });
}
