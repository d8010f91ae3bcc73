import { setTimeout as sleep } from 'node:timers/promises';

import { DemoFailure } from '../failure.ts';

const pauseMs = 25;

/**
 * Polls until a condition is met.
 *
 * @param options.what completes the sentence "waited 5 s for …"
 * @param options.look returns undefined while the condition is not met
 * @param options.seen describes the state at the timeout, human-readable
 * @throws {DemoFailure} on timeout
 */
export async function waitFor<Found>(options: {
  readonly what: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly look: () => Promise<Found | undefined> | Found | undefined;
  readonly seen?: () => string;
}): Promise<Found> {
  const { what, timeoutMs, signal, look, seen } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    signal.throwIfAborted();
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() >= deadline) {
      throw new DemoFailure(`waited ${timeoutMs / 1000} s for ${what}`, { seen: seen?.() });
    }
    await sleep(pauseMs, undefined, { signal });
  }
}
