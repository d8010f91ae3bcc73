import { setTimeout } from 'node:timers/promises';

import type { ClientRuntime, Transport } from '@invoice-relay/core/source';

/** The runtime for a client that runs in Zapier. */
export function createRuntime(transport: Transport): ClientRuntime {
  return {
    transport,
    now: () => Date.now(),
    random: () => Math.random(),
    sleep: (milliseconds, signal) => setTimeout(milliseconds, undefined, signal ? { signal } : {}),
  };
}
