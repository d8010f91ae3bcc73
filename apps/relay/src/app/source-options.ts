import type { SourceOptions } from '@invoice-relay/core/source';

import type { Clock } from '../clock/clock.ts';

/** The outside world as the relay hands it to its sources: `fetch`, the clock, randomness. */
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
    async transport({ url, ...request }) {
      const response = await fetch(url, { ...request, redirect: 'manual' } as RequestInit);
      return {
        status: response.status,
        headers: Object.fromEntries(response.headers),
        body: new Uint8Array(await response.arrayBuffer()),
      };
    },
  };
}
