import { availableParallelism, loadavg } from 'node:os';
import { setTimeout } from 'node:timers/promises';

/**
 * Time limits are for a machine with cores to spare. With 20 programs for each core, a start takes
 * 20 times as long, and time counts for a twentieth.
 *
 * @returns the share of a core that a program gets, by the load of the last minute
 */
export function coreShare([load = 0] = loadavg(), cores = availableParallelism()): number {
  return Math.min(1, cores / load);
}

/** How much time has passed since it was created, by the share of a core that programs got. */
export class WorkingTime {
  #readAt = performance.now();
  #passed = 0;

  /** Read it often: between two readings, the share is what it is at the second. Milliseconds. */
  get passed(): number {
    const now = performance.now();
    this.#passed += (now - this.#readAt) * coreShare();
    this.#readAt = now;
    return this.#passed;
  }
}

/**
 * @param options.withinMs by `WorkingTime`
 * @returns whether the check passed in time
 */
export async function waitFor(
  check: () => boolean | Promise<boolean>,
  options: { readonly withinMs: number; readonly everyMs?: number },
): Promise<boolean> {
  const time = new WorkingTime();
  for (;;) {
    if (await check()) return true;
    if (time.passed > options.withinMs) return false;
    await setTimeout(options.everyMs ?? 50);
  }
}
