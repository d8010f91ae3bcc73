import { isOperationalEventType, maskLinksInText } from '@invoice-relay/core/events';

import { findEventTypes } from '../../database/tables/events.ts';
import {
  unreportedFailing,
  markFailureReported,
} from '../../database/tables/subscription-health.ts';
import type { FailingSubscription } from '../../database/tables/subscription-health.ts';
import type { Transaction } from '../../database/transaction.ts';
import { failingAfterAttempts } from '../../operations/config/failing-limits.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import type { OperationalLog } from './operational-log.ts';
import { subscriptionFailing } from './subscription-events.ts';

/** A failed attempt. */
export interface FailedAttempt {
  readonly subscriptionId: string;
  readonly eventSeq: number;
  /** What went wrong, human-readable. */
  readonly error: string | null;
}

/**
 * Reports subscriptions that have been failing for long enough, once until they recover. A failed
 * delivery of an operational event is not reported: two subscriptions that hear of each other would
 * keep each other failing.
 *
 * @returns those that were reported
 */
export async function reportFailing(
  tx: Transaction,
  options: {
    readonly log: OperationalLog;
    readonly limits: FailingLimits;
    readonly failed: readonly FailedAttempt[];
    readonly now: number;
  },
): Promise<readonly FailingSubscription[]> {
  const { log, limits, failed, now } = options;
  const candidates = await unreportedFailing(tx, {
    ids: [...new Set(failed.map(({ subscriptionId }) => subscriptionId))],
    before: now - limits.afterMs,
    attempts: failingAfterAttempts,
  });
  if (candidates.length === 0) return [];
  const lastErrors = await lastErrorsOf(tx, { candidates, failed });
  const reported = candidates.filter(({ id }) => lastErrors.has(id));
  if (reported.length === 0) return [];
  await markFailureReported(tx, { ids: reported.map(({ id }) => id), now });
  await log.append(tx, {
    now,
    events: reported.map((one) => subscriptionFailing(one, lastErrors.get(one.id) ?? null)),
  });
  return reported;
}

/** The last error with an event that is not operational, by subscription. */
async function lastErrorsOf(
  tx: Transaction,
  options: {
    readonly candidates: readonly FailingSubscription[];
    readonly failed: readonly FailedAttempt[];
  },
): Promise<ReadonlyMap<string, string | null>> {
  const ids = new Set(options.candidates.map(({ id }) => id));
  const failed = options.failed.filter(({ subscriptionId }) => ids.has(subscriptionId));
  const events = await findEventTypes(
    tx,
    failed.map(({ eventSeq }) => eventSeq),
  );
  const errors = new Map<string, string | null>();
  for (const { subscriptionId, eventSeq, error } of failed) {
    const event = events.get(eventSeq);
    if (event === undefined || isOperationalEventType(event.type)) continue;
    errors.set(subscriptionId, error === null ? null : maskLinksInText(error));
  }
  return errors;
}
