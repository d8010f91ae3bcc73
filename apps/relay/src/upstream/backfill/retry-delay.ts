import { hours, minutes, seconds } from '../../shared/clock/durations.ts';

const delays = [30 * seconds, 2 * minutes, 10 * minutes, 30 * minutes] as const;
const defaultDelay = 1 * hours;

/** However long a vendor asks to wait: it is called again the next day. */
const longestDelay = 24 * hours;

/** About a day of consecutive failures: then starting a new backfill works better. */
const patience = 24;

/**
 * How long to leave an unreachable vendor alone, in milliseconds; null to give up.
 *
 * @param options.failures consecutive failures, including this one
 * @param options.retryAfterMs what the vendor asks for
 */
export function retryDelay(options: {
  readonly failures: number;
  readonly retryAfterMs: number | null;
}): number | null {
  const { failures, retryAfterMs } = options;
  if (failures >= patience) return null;
  const delay = delays[failures - 1] ?? defaultDelay;
  return Math.min(longestDelay, Math.max(delay, retryAfterMs ?? 0));
}
