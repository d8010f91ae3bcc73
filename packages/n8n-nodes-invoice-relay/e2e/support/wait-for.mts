import { setTimeout as pause } from 'node:timers/promises';

/**
 * Repeats a check until it succeeds.
 *
 * @param options.what ends the sentence "waited 5 s for …"
 * @param options.look returns undefined while the condition is not met
 * @param options.seen human-readable state for the timeout error
 * @throws {Error} on timeout
 */
export async function waitFor<Found>(options: {
  readonly what: string;
  readonly timeoutMs: number;
  readonly look: () => Promise<Found | undefined> | Found | undefined;
  readonly seen?: () => string;
  /** Interval between checks, in milliseconds. */
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
