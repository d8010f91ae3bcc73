import { isDeepStrictEqual } from 'node:util';

import type { VendorError } from '@invoice-relay/core/errors';

import { isOutage } from '../access/is-outage.ts';
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
  /** Whether it cannot be reached at all, rather than failing at everything it was asked about. */
  readonly isTotal: boolean;
  /** Those that it was asked with. */
  readonly credentials: unknown;
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
    /** Omitted if it was not asked. */
    readonly credentials?: unknown;
  }): { readonly waitMs: number; readonly isNews: boolean } {
    const { connectionId, error, now, credentials } = options;
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
    this.#outages.set(connectionId, {
      unauthorized,
      failures,
      until: now + waitMs,
      isTotal: isOutage(error),
      credentials,
    });
    return { waitMs, isNews: before?.unauthorized !== unauthorized };
  }

  /** The vendor responds. @returns whether it was unavailable */
  end(connectionId: string): boolean {
    return this.#outages.delete(connectionId);
  }

  /**
   * Whether it is asked nothing for now, however much arrives for it: it cannot be reached at all,
   * and these are the credentials with which that was found out.
   */
  isLeftAlone(options: {
    readonly connectionId: string;
    readonly credentials: unknown;
    readonly now: number;
  }): boolean {
    const { connectionId, credentials, now } = options;
    const outage = this.#outages.get(connectionId);
    if (outage === undefined || !outage.isTotal || now >= outage.until) return false;
    // Noted by a clock that was ahead.
    if (outage.until - now > longestRequestedWaitMs) return false;
    return isDeepStrictEqual(outage.credentials, credentials);
  }

  /** Until when to leave the vendor alone, in epoch milliseconds; 0 if it may be called. */
  until(connectionId: string): number {
    return this.#outages.get(connectionId)?.until ?? 0;
  }
}
