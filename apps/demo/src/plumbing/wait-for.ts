import { setTimeout as sleep } from 'node:timers/promises';

import { DemoFailure } from '../failure.ts';

const pauseMs = 25;

/**
 * Looks again and again until something is the case.
 *
 * @param options.what ends the sentence "waited 5 s for …"
 * @param options.look undefined when it is not the case yet
 * @param options.seen what is there at the end of the time, for people
 * @throws {DemoFailure} when the time is over
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
