import type { VendorError } from '@invoice-relay/core/errors';

import { hours, minutes, seconds } from '../../shared/clock/durations.ts';

/** The first wait after a failure; each further one doubles it. Milliseconds. */
const firstWaitMs = 5 * seconds;
const longestWaitMs = 5 * minutes;
/** However long a vendor asks to be left alone. */
const longestRequestedWaitMs = 1 * hours;

/**
 * After the end of its wait: anything still waiting for the vendor has been retried by then.
 * Milliseconds.
 */
const forgottenAfterMs = 2 * longestRequestedWaitMs;

interface Outage {
  readonly unauthorized: boolean;
  readonly failures: number;
  readonly until: number;
}

/**
 * Vendors that cannot be reached at the moment, by connection, and when to try again. In memory
 * only: a restarted relay tries again, and finds out. What users see of it is stored by
 * `VendorHealth`.
 */
export class Outages {
  readonly #outages = new Map<string, Outage>();

  /**
   * Records that the vendor could not be reached.
   *
   * @returns how long to leave the vendor alone, in milliseconds, and whether this is new
   */
  note(options: {
    readonly connectionId: string;
    readonly error: Pick<VendorError, 'code' | 'retryAfterMs'>;
    readonly now: number;
  }): { readonly waitMs: number; readonly isNews: boolean } {
    const { connectionId, error, now } = options;
    for (const [id, { until }] of this.#outages) {
      if (now - until > forgottenAfterMs) this.#outages.delete(id);
    }
    const before = this.#outages.get(connectionId);
    const failures = (before?.failures ?? 0) + 1;
    const unauthorized = error.code === 'vendor_unauthorized';
    const waitMs = Math.max(
      Math.min(firstWaitMs * 2 ** (failures - 1), longestWaitMs),
      Math.min(error.retryAfterMs ?? 0, longestRequestedWaitMs),
    );
    this.#outages.set(connectionId, { unauthorized, failures, until: now + waitMs });
    return { waitMs, isNews: before?.unauthorized !== unauthorized };
  }

  /** The vendor responds. @returns whether it was unavailable */
  end(connectionId: string): boolean {
    return this.#outages.delete(connectionId);
  }

  /** Until when to leave the vendor alone, in epoch milliseconds; 0 if it may be called. */
  until(connectionId: string): number {
    return this.#outages.get(connectionId)?.until ?? 0;
  }
}
