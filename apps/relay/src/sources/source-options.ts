import type { SourceOptions } from '@invoice-relay/core/source';

import type { Clock } from '../shared/clock/clock.ts';
import { pause } from '../shared/clock/pause.ts';

/** The runtime that the relay passes to its sources. */
export function sourceOptions(clock: Clock): SourceOptions {
  return {
    now: () => clock.now(),
    random: Math.random,
    async sleep(milliseconds, signal = new AbortController().signal) {
      await pause({ clock, milliseconds, signal });
      signal.throwIfAborted();
    },
  };
}
