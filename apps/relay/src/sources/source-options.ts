import type { SourceOptions } from '@invoice-relay/core/source';

import type { Clock } from '../shared/clock/clock.ts';

/** The runtime as the relay hands it to its sources. */
export function sourceOptions(clock: Clock): SourceOptions {
  return {
    now: () => clock.now(),
    random: Math.random,
    sleep: (milliseconds, signal) =>
      new Promise((resolve, reject) => {
        signal?.throwIfAborted();
        const cancel = clock.after(milliseconds, resolve);
        signal?.addEventListener(
          'abort',
          () => {
            cancel();
            reject(signal.reason);
          },
          { once: true },
        );
      }),
  };
}
