import { SignatureError } from '@invoice-relay/core/errors';

import { minutes } from '../../shared/clock/durations.ts';
import type { Clock } from '../../shared/clock/clock.ts';

/** A connection whose signatures keep matching no scheme. */
export class TooManyDetectionsError extends Error {
  readonly code = 'too_many_failed_detections';
  override readonly name = 'TooManyDetectionsError';
  readonly retryAfterSeconds: number;

  constructor(options: { readonly retryAfterSeconds: number }) {
    super(
      'Too many recent webhooks of this connection matched no signature scheme. Check its credentials; webhooks that the vendor sends again later will be accepted.',
    );
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/**
 * Bounds the cost of detecting a signature scheme. It tries thousands of candidates, which is fine
 * once per connection, but would let anyone who knows an ingest URL keep the relay busy if it could
 * be triggered without limit.
 */
export class FailedDetections {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #windowMs: number;
  readonly #windows = new Map<string, { failures: number; readonly endsAt: number }>();

  constructor(options: {
    readonly clock: Clock;
    readonly max?: number;
    readonly windowMs?: number;
  }) {
    this.#clock = options.clock;
    this.#max = options.max ?? 20;
    this.#windowMs = options.windowMs ?? 1 * minutes;
  }

  /** How many connections are remembered: those that failed once must not pile up. */
  get connections(): number {
    return this.#windows.size;
  }

  /**
   * Runs a detection, unless too many failed in this connection's window.
   *
   * @throws {TooManyDetectionsError} instead of running it
   */
  async watch<T>(options: {
    readonly connectionId: string;
    readonly detect: () => Promise<T>;
  }): Promise<T> {
    const { connectionId, detect } = options;
    const now = this.#clock.now();
    const open = this.#windows.get(connectionId);
    // A window that ends later than one that starts now was created by a clock that was ahead.
    const isOpen = open !== undefined && open.endsAt > now && open.endsAt <= now + this.#windowMs;
    const window = isOpen ? open : { failures: 0, endsAt: now + this.#windowMs };
    if (window.failures >= this.#max) {
      throw new TooManyDetectionsError({
        retryAfterSeconds: Math.ceil((window.endsAt - now) / 1000),
      });
    }
    try {
      return await detect();
    } catch (error) {
      if (error instanceof SignatureError) {
        window.failures += 1;
        this.#windows.set(connectionId, window);
        for (const [id, { endsAt }] of this.#windows) if (endsAt <= now) this.#windows.delete(id);
      }
      throw error;
    }
  }
}
