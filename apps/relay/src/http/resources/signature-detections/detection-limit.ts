import { ProblemError } from '../../index.ts';
import type { Clock } from '../../../shared/clock/clock.ts';

/**
 * Bounds what detection may cost: it tries thousands of candidates, and holds up everything else
 * of the process meanwhile. People need it now and then.
 */
export class DetectionLimit {
  readonly #clock: Clock;
  readonly #max: number;
  readonly #windowMs: number;
  #count = 0;
  #endsAt = 0;

  constructor(options: {
    readonly clock: Clock;
    readonly max?: number;
    readonly windowMs?: number;
  }) {
    this.#clock = options.clock;
    this.#max = options.max ?? 20;
    this.#windowMs = options.windowMs ?? 60_000;
  }

  /** @throws {ProblemError} 429 when too many were asked for lately */
  count(): void {
    const now = this.#clock.now();
    // Or it is of a clock that was ahead.
    if (now >= this.#endsAt || this.#endsAt > now + this.#windowMs) {
      this.#count = 0;
      this.#endsAt = now + this.#windowMs;
    }
    if (this.#count >= this.#max) {
      throw new ProblemError({
        status: 429,
        code: 'too_many_detections',
        detail: `At most ${this.#max} signature detections in ${this.#windowMs / 1_000} seconds, as each keeps the relay busy. Try it again a little later.`,
        headers: { 'retry-after': String(Math.ceil((this.#endsAt - now) / 1_000)) },
      });
    }
    this.#count += 1;
  }
}
