import { setTimeout as wait } from 'node:timers/promises';

import { seededRandom } from './shop/random.ts';
import type { Runtime } from './runtime.ts';

/** The system clock, and randomness from a fixed seed, so that every fresh sandbox is the same. */
export function realRuntime(options: { readonly seed: number }): Runtime {
  return {
    now: Date.now,
    random: seededRandom({ seed: options.seed }),
    sleep: async (milliseconds, signal) => {
      try {
        await wait(milliseconds, undefined, signal === undefined ? {} : { signal });
      } catch (error) {
        if (signal?.aborted !== true) throw error;
      }
    },
  };
}
