import { days, minutes, seconds } from '../../shared/clock/durations.ts';

/** However often a poll failed, it is retried this often, unless its interval is longer. Ms. */
const longestBackoffMs = 5 * minutes;

/** However long a vendor asks to wait: it is called again the next day. Milliseconds. */
const longestDelayMs = 1 * days;

/**
 * How long to leave a vendor alone whose poll failed, in milliseconds: its interval, doubled with
 * each failure, up to five minutes or the interval. So a site that was down for days is noticed
 * within minutes of its return.
 *
 * @param options.failures consecutive failed polls, including this one
 * @param options.retryAfterMs what the vendor asks for
 */
export function pollDelay(options: {
  readonly intervalSeconds: number;
  readonly failures: number;
  readonly retryAfterMs: number | null;
}): number {
  const interval = options.intervalSeconds * seconds;
  const backoff = interval * 2 ** Math.min(options.failures - 1, 20);
  const delay = Math.min(backoff, Math.max(longestBackoffMs, interval));
  return Math.min(longestDelayMs, Math.max(delay, options.retryAfterMs ?? 0));
}
