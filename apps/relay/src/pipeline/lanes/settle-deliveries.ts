import { findLanesOf, finishDeliveries } from '../../database/tables/deliveries.ts';
import type { FinishedDelivery } from '../../database/tables/deliveries.ts';
import {
  lanePriorities,
  moveLanesOn,
  postponeHeads,
  priorityOf,
} from '../../database/tables/lanes.ts';
import type { Outcome } from './delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';

type Postponed = Extract<Outcome, { status: 'pending' }>;

/**
 * Records the outcome of deliveries and advances their lanes: for SQLite, which has one writer.
 * From any thread: the database tells which lane a delivery is in by now.
 *
 * @returns those that counted
 */
export async function settleDeliveries(
  tx: Transaction,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const finished: FinishedDelivery[] = [];
  const postponed: Postponed[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'pending') {
      postponed.push(outcome);
      continue;
    }
    const { delivery, status, at } = outcome;
    const { seq, subscriptionId, lane } = delivery;
    finished.push({ seq, subscriptionId, lane, status, at });
  }
  // For one that was cancelled in the meantime, whoever cancelled it advanced its lane.
  const counted = await finishDeliveries(tx, finished);
  await moveLanesOn(tx, counted);
  if (postponed.length > 0) await postpone(tx, postponed);
  if (counted.length === finished.length) return outcomes;
  const seqs = new Set(counted.map(({ seq }) => seq));
  return outcomes.filter(({ delivery, status }) => status === 'pending' || seqs.has(delivery.seq));
}

async function postpone(tx: Transaction, outcomes: readonly Postponed[]): Promise<void> {
  const found = await findLanesOf(
    tx,
    outcomes.map(({ delivery }) => delivery.seq),
  );
  const lanes = new Map(found.map(({ seq, lane }) => [seq, lane]));
  await postponeHeads(
    tx,
    outcomes.map((outcome) => {
      const { seq, subscriptionId, lane } = outcome.delivery;
      return { seq, subscriptionId, lane: lanes.get(seq) ?? lane, ...waitOf(outcome) };
    }),
  );
}

/** How its lane waits for the next attempt. */
export function waitOf({ delivery, counts, nextAttemptAt }: Postponed) {
  const attempts = delivery.attempts + (counts ? 1 : 0);
  return {
    attempts,
    priority: attempts > 0 ? lanePriorities.retry : priorityOf(delivery.cause),
    dueAt: nextAttemptAt,
  };
}
