import { hours, minutes, seconds } from '../../shared/clock/durations.ts';

const delays = [30 * seconds, 2 * minutes, 10 * minutes, 30 * minutes] as const;
const usualDelay = 1 * hours;

/** However long a vendor asks to wait: the day after it is asked again. */
const longestDelay = 24 * hours;

/** About a day of failures in a row: then a backfill that begins anew does better. */
const patience = 24;

/**
 * How long to leave a vendor alone that could not be asked, in milliseconds; null to give up.
 *
 * @param options.failures how often in a row, this time included
 * @param options.retryAfterMs what the vendor asks for
 */
export function retryDelay(options: {
  readonly failures: number;
  readonly retryAfterMs: number | null;
}): number | null {
  const { failures, retryAfterMs } = options;
  if (failures >= patience) return null;
  const delay = delays[failures - 1] ?? usualDelay;
  return Math.min(longestDelay, Math.max(delay, retryAfterMs ?? 0));
}
