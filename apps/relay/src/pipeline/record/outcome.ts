import type { DueDelivery, Outcome } from '../lanes/delivery-queue.ts';
import { nextAttemptAt } from '../send/index.ts';
import type { SendResult } from '../send/index.ts';

/** What an attempt means for its delivery and its subscription. */
export interface Judgement {
  readonly outcome: Outcome;
  /** The subscriber said that it is gone: the subscription is disabled at once. */
  readonly gone: boolean;
}

/**
 * Judges an attempt as `relay-api.md` says: 2xx is success, 410 disables, all else is tried
 * again by the schedule until it is used up.
 */
export function judge(options: {
  readonly delivery: DueDelivery;
  readonly result: SendResult;
  /** Epoch milliseconds. */
  readonly now: number;
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly random: () => number;
}): Judgement {
  const { delivery, result, now, random } = options;
  if (result.error === null) {
    return { outcome: { delivery, at: now, status: 'delivered' }, gone: false };
  }
  if (result.status === 410) {
    // It stays pending: whoever enables the subscription again gets what it missed.
    return {
      outcome: { delivery, at: now, status: 'pending', nextAttemptAt: now, counts: false },
      gone: true,
    };
  }
  const next = nextAttemptAt({
    attempts: delivery.attempts + 1,
    now,
    retryAfterMs: result.retryAfterMs,
    random,
  });
  return {
    outcome:
      next === null
        ? { delivery, at: now, status: 'dead' }
        : { delivery, at: now, status: 'pending', nextAttemptAt: next, counts: true },
    gone: false,
  };
}
