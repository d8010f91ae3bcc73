import type { Database } from '../../database/database.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { minutes } from '../../shared/clock/durations.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { longestWaitMs } from '../send/retry-schedule.ts';

/** The longest wait of a first attempt for its event to become complete. Milliseconds. */
const longestFirstWaitMs = 15 * minutes;

/**
 * Makes due what was scheduled too far ahead, by a clock that was ahead: deliveries, and what else
 * `onClockSetBack` takes care of.
 *
 * @returns how many deliveries
 */
export function clampSchedule(options: {
  readonly database: Pick<Database, 'write'>;
  readonly queue: Pick<DeliveryQueue, 'clamp'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly onClockSetBack?: (tx: Transaction, now: number) => Promise<void>;
}): Promise<number> {
  const { database, queue, clock, onClockSetBack } = options;
  return database.write(async (tx) => {
    // What others scheduled while this waited for its turn is not ahead.
    const now = clock.now();
    await onClockSetBack?.(tx, now);
    return queue.clamp(tx, { clock, longestWaitMs, longestFirstWaitMs });
  });
}
