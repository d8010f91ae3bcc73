import { vi } from 'vitest';

/**
 * Waits until a check passes, in tests and in their hooks. Nothing takes as long as the limit if it
 * works, not even on a small machine with a lot of other work.
 *
 * @returns what the check returns
 */
export function until<Found>(check: () => Found | Promise<Found>): Promise<Found> {
  return vi.waitFor(check, { timeout: 200_000, interval: 50 });
}
