import {
  disableSubscriptions,
  failedSince,
  recordFailures,
  recordSuccess,
} from '../../database/tables/subscription-health.ts';
import type { DeliveryQueue, Transaction } from '../lanes/delivery-queue.ts';
import type { AttemptRecord } from './attempt-recorder.ts';

/** After so long of nothing but failures, and so many of them, a subscription is disabled. */
export const disableAfterMs = 5 * 24 * 60 * 60 * 1000;
const disableAfterAttempts = 5;

/** A success ends an outage when nothing else succeeded for so long before it. Milliseconds. */
const outageMs = 30_000;

/** A subscription that was disabled, for the log and the metrics. */
export interface Disabled {
  readonly subscriptionId: string;
  readonly reason: string;
}

interface Health {
  succeeded: boolean;
  gone: boolean;
  failures: number;
  at: number;
}

/**
 * Keeps since when each subscription has only failed, disables those that failed too long, and
 * wakes what waits for one that works again.
 *
 * @returns those that were disabled
 */
export async function recordHealth(
  tx: Transaction,
  options: { readonly records: readonly AttemptRecord[]; readonly queue: DeliveryQueue },
): Promise<readonly Disabled[]> {
  const health = healthOf(options.records);
  const healthy = [...health].filter(([, { succeeded }]) => succeeded).map(([id]) => id);
  const failing = [...health].filter(([, { succeeded }]) => !succeeded);
  if (healthy.length > 0) {
    for (const { id, failingSince } of await recordSuccess(tx, healthy)) {
      // A single failure between successes is that delivery's own, and keeps to its schedule.
      const now = health.get(id)?.at ?? 0;
      if (now - failingSince < outageMs) continue;
      await options.queue.wakeRetries(tx, { subscriptionId: id, anew: false, now });
    }
  }
  if (failing.length === 0) return [];
  await recordFailures(
    tx,
    // In the order of their ids: two that record at once never wait for each other.
    failing
      .map(([id, { failures, at }]) => ({ id, count: failures, now: at }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return disable(tx, failing);
}

async function disable(
  tx: Transaction,
  failing: readonly (readonly [string, Health])[],
): Promise<readonly Disabled[]> {
  const now = Math.max(...failing.map(([, { at }]) => at));
  const tooLong = {
    reason: 'Every attempt failed for 5 days.',
    ids: await failedSince(tx, {
      ids: failing.map(([id]) => id),
      before: now - disableAfterMs,
      attempts: disableAfterAttempts,
    }),
  };
  const gone = {
    reason: 'The subscriber answered 410 Gone.',
    ids: failing.flatMap(([id, state]) => (state.gone ? [id] : [])),
  };
  const disabled: Disabled[] = [];
  for (const { reason, ids } of [gone, tooLong]) {
    if (ids.length === 0) continue;
    const changed = await disableSubscriptions(tx, { ids, reason, now });
    disabled.push(...changed.map((subscriptionId) => ({ subscriptionId, reason })));
  }
  return disabled;
}

function healthOf(records: readonly AttemptRecord[]): ReadonlyMap<string, Health> {
  const health = new Map<string, Health>();
  for (const { judgement, result } of records) {
    const { delivery, at } = judgement.outcome;
    const known = health.get(delivery.subscriptionId);
    const state = known ?? { succeeded: false, gone: false, failures: 0, at };
    if (known === undefined) health.set(delivery.subscriptionId, state);
    if (result.error === null) state.succeeded = true;
    else state.failures += 1;
    if (judgement.gone) state.gone = true;
    state.at = Math.max(state.at, at);
  }
  return health;
}
