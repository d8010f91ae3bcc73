import { setTimeout } from 'node:timers/promises';

import type { ClientWorld, Transport } from '@invoice-relay/core/source';

/** The outside world for a client that runs in Zapier. */
export function createWorld(transport: Transport): ClientWorld {
  return {
    transport,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal ? { signal } : {}),
  };
}
