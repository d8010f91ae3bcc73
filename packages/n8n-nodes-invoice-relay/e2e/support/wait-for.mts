import { setTimeout as pause } from 'node:timers/promises';

/**
 * Looks again and again until something is the case.
 *
 * @param options.what ends the sentence "waited 5 s for …"
 * @param options.look undefined when it is not the case yet
 * @param options.seen what is there at the end of the time, for people
 * @throws {Error} when the time is over
 */
export async function waitFor<Found>(options: {
  readonly what: string;
  readonly timeoutMs: number;
  readonly look: () => Promise<Found | undefined> | Found | undefined;
  readonly seen?: () => string;
  /** Between two looks, in milliseconds. */
  readonly everyMs?: number;
}): Promise<Found> {
  const { what, timeoutMs, look, seen, everyMs = 50 } = options;
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() >= deadline) {
      const there = seen === undefined ? '' : `; seen: ${seen()}`;
      throw new Error(`waited ${timeoutMs / 1000} s for ${what}${there}`);
    }
    await pause(everyMs);
  }
}
