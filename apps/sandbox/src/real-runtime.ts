import { setTimeout as wait } from 'node:timers/promises';

import { seededRandom } from './shop/random.ts';
import type { Runtime } from './runtime.ts';

/** The machine's clock, and chance from a fixed seed: every fresh sandbox tells the same story. */
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
