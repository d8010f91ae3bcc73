import type { FailingSubscription } from '../../database/tables/subscription-health.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import { days } from '../../shared/clock/durations.ts';
import type { OperationalLog } from '../operational/operational-log.ts';
import { subscriptionDisabled, subscriptionRecovered } from '../operational/subscription-events.ts';
import { reportFailing } from '../operational/report-failing.ts';
import {
  disableSubscriptions,
  failedSince,
  recordFailures,
  recordSuccess,
} from '../../database/tables/subscription-health.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { wakeRetries } from '../lanes/retry-waking.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { AttemptRecord } from './attempt-record.ts';

/** After only failures for this long, and this many of them, a subscription is disabled. */
const disableAfterMs = 5 * days;
const disableAfterAttempts = 5;

/** A success ends an outage if nothing else succeeded for this long before it. Milliseconds. */
const outageMs = 30_000;

/** A subscription that was disabled, for the log and the metrics. */
export interface Disabled {
  readonly subscriptionId: string;
  readonly reason: string;
}

/** How subscriptions changed, for the log and the metrics. */
export interface HealthChanges {
  readonly disabled: readonly Disabled[];
  /** Those that were reported as failing now. */
  readonly failing: readonly FailingSubscription[];
  /** Those whose recovery was reported. */
  readonly recovered: readonly FailingSubscription[];
}

export interface RecordHealthOptions {
  readonly records: readonly AttemptRecord[];
  readonly queue: Pick<DeliveryQueue, 'wakeRetries'>;
  readonly jobs: Pick<JobStore, 'schedule'>;
  readonly operational: OperationalLog;
  readonly limits: FailingLimits;
}

interface Health {
  succeeded: boolean;
  /** When the last attempt started to which it responded that it is gone. */
  goneSince: number | undefined;
  failures: number;
  at: number;
}

/**
 * Records since when each subscription has only failed, disables those that failed for too long,
 * wakes what waits for one that works again, and reports all of that by operational events.
 */
export async function recordHealth(
  tx: Transaction,
  options: RecordHealthOptions,
): Promise<HealthChanges> {
  const { records, queue, jobs, operational } = options;
  const health = healthOf(records);
  const healthy = [...health].filter(([, { succeeded }]) => succeeded).map(([id]) => id);
  const now = Math.max(0, ...[...health.values()].map(({ at }) => at));
  const worksAgain = healthy.length === 0 ? [] : await recordSuccess(tx, healthy);
  const recovered = worksAgain.filter(({ reportedAt }) => reportedAt !== null);
  await operational.append(tx, { events: recovered.map(subscriptionRecovered), now });
  const changes = { ...(await recordTrouble(tx, { ...options, health, now })), recovered };
  // Last, as it locks jobs: whoever appends events locks these after its turn to append.
  for (const { id, failingSince } of worksAgain) {
    // A single failure between successes only concerns that delivery, and keeps to its schedule.
    const at = health.get(id)?.at ?? 0;
    if (failingSince === null || at - failingSince < outageMs) continue;
    await wakeRetries(tx, { queue, jobs, subscriptionId: id, anew: false, now: at });
  }
  return changes;
}

/** Of subscriptions that only failed. */
async function recordTrouble(
  tx: Transaction,
  options: RecordHealthOptions & {
    readonly health: ReadonlyMap<string, Health>;
    /** Epoch milliseconds. */
    readonly now: number;
  },
): Promise<Pick<HealthChanges, 'disabled' | 'failing'>> {
  const { records, operational, limits, health, now } = options;
  const failing = [...health].filter(([, { succeeded }]) => !succeeded);
  if (failing.length === 0) return { disabled: [], failing: [] };
  await recordFailures(
    tx,
    // In the order of their ids: two concurrent recorders never wait for each other.
    failing
      .map(([id, { failures, at }]) => ({ id, count: failures, now: at }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
  const disabled = await disable(tx, { failing, operational });
  const reported = await reportFailing(tx, {
    log: operational,
    limits,
    now,
    failed: records.flatMap(({ judgement, result }) => {
      const { subscriptionId, eventSeq } = judgement.outcome.delivery;
      return result.error === null || health.get(subscriptionId)?.succeeded === true
        ? []
        : [{ subscriptionId, eventSeq, error: result.error }];
    }),
  });
  return { disabled, failing: reported };
}

async function disable(
  tx: Transaction,
  options: {
    readonly failing: readonly (readonly [string, Health])[];
    readonly operational: OperationalLog;
  },
): Promise<readonly Disabled[]> {
  const { failing, operational } = options;
  const now = Math.max(...failing.map(([, { at }]) => at));
  const tooLong = {
    reason: 'Every attempt failed for 5 days.',
    ids: await failedSince(tx, {
      ids: failing.map(([id]) => id),
      before: now - disableAfterMs,
      attempts: disableAfterAttempts,
    }),
  };
  // Of each its own: what was changed in the meantime may have another URL by now.
  const gone = failing.flatMap(([id, { goneSince }]) =>
    goneSince === undefined
      ? []
      : [
          {
            reason: 'The subscriber responded 410 Gone.',
            ids: [id],
            unlessChangedSince: goneSince,
          },
        ],
  );
  const disabled: Disabled[] = [];
  for (const { reason, ...which } of [...gone, tooLong]) {
    if (which.ids.length === 0) continue;
    const changed = await disableSubscriptions(tx, { ...which, reason, now });
    await operational.append(tx, {
      events: changed.map((one) => subscriptionDisabled(one, reason)),
      now,
    });
    disabled.push(...changed.map(({ id }) => ({ subscriptionId: id, reason })));
  }
  return disabled;
}

function healthOf(records: readonly AttemptRecord[]): ReadonlyMap<string, Health> {
  const health = new Map<string, Health>();
  for (const { judgement, result, startedAt } of records) {
    const { delivery, at } = judgement.outcome;
    const known = health.get(delivery.subscriptionId);
    const state = known ?? { succeeded: false, goneSince: undefined, failures: 0, at };
    if (known === undefined) health.set(delivery.subscriptionId, state);
    if (result.error === null) state.succeeded = true;
    else state.failures += 1;
    // 410 is final: no concurrent success says otherwise.
    if (judgement.gone) state.goneSince = Math.max(startedAt, state.goneSince ?? startedAt);
    state.at = Math.max(state.at, at);
  }
  for (const state of health.values()) if (state.goneSince !== undefined) state.succeeded = false;
  return health;
}
