import type { DueDelivery, Outcome } from '../lanes/delivery-queue.ts';
import { nextAttemptAt } from '../send/retry-schedule.ts';
import type { SendResult } from '../send/sender.ts';

/** What an attempt means for its delivery and its subscription. */
export interface Judgement {
  readonly outcome: Outcome;
  /** The subscriber responded that it is gone: the subscription is disabled immediately. */
  readonly gone: boolean;
  /** The subscriber responded "too fast". This says nothing against this delivery. */
  readonly refused: boolean;
}

/**
 * Judges an attempt according to the relay's contract: 2xx is success, 410 disables, "too fast"
 * waits without using up an attempt, and everything else is retried on the schedule until it is
 * used up.
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
    return {
      outcome: { delivery, at: now, status: 'delivered' },
      gone: false,
      refused: false,
    };
  }
  const gone = result.status === 410;
  const refused = isRefusal(result);
  if (gone || refused) {
    // If gone, it stays pending: when the subscription is enabled again, it receives what it
    // missed.
    const again = refused ? now + (result.retryAfterMs ?? 0) : now;
    return {
      outcome: { delivery, at: now, status: 'pending', nextAttemptAt: again, counts: false },
      gone,
      refused,
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
    refused: false,
  };
}

/** 429 always means "too fast"; 503 does if it says until when. */
export function isRefusal({
  status,
  retryAfterMs,
}: Pick<SendResult, 'status' | 'retryAfterMs'>): boolean {
  return status === 429 || (status === 503 && retryAfterMs !== null);
}
