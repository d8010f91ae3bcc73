import { vi } from 'vitest';

/**
 * Waits until the check passes. Nothing takes as long as the limit if it works, not even on a small
 * machine with a lot of other work.
 */
export function until(check: () => void | Promise<void>): Promise<void> {
  return vi.waitFor(check, { timeout: 200_000, interval: 10 });
}
