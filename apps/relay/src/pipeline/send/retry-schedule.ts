import { hours, minutes, seconds } from '../../shared/clock/durations.ts';

/** The waits between attempts, in milliseconds, as recommended by Standard Webhooks. */
const waits = [
  5 * seconds,
  5 * minutes,
  30 * minutes,
  2 * hours,
  5 * hours,
  10 * hours,
  14 * hours,
  20 * hours,
  24 * hours,
];

/** The maximum that a `Retry-After` can ask for. Milliseconds. */
const longestRetryAfter = 24 * hours;

/** Up to this fraction of a wait is added, so that what failed together is not retried together. */
const jitter = 0.1;

/** No wait is longer: anything due later was scheduled by a clock that was ahead. Milliseconds. */
export const longestWaitMs = Math.ceil(24 * hours * (1 + jitter));

/**
 * When a delivery is retried after a failed attempt; null if it is not, and is dead.
 *
 * @param options.attempts attempts already made, including the one that just failed: from 1
 * @param options.now when it failed, in epoch milliseconds
 * @param options.retryAfterMs what the response's `Retry-After` asked for: it extends the wait, up
 *   to 24 h, and never shortens it
 * @param options.random from 0 (inclusive) to 1 (exclusive), for the jitter
 * @returns epoch milliseconds
 */
export function nextAttemptAt(options: {
  readonly attempts: number;
  readonly now: number;
  readonly retryAfterMs: number | null;
  readonly random: () => number;
}): number | null {
  const { attempts, now, retryAfterMs, random } = options;
  const scheduled = waits[attempts - 1];
  if (scheduled === undefined) return null;
  const wait = Math.max(scheduled, Math.min(retryAfterMs ?? 0, longestRetryAfter));
  return now + Math.ceil(wait + wait * jitter * random());
}
