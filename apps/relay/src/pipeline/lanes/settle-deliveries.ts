import { findLanesOf, finishDelivery } from '../../database/tables/deliveries.ts';
import {
  lanePriorities,
  moveLanesOn,
  postponeHeads,
  priorityOf,
} from '../../database/tables/lanes.ts';
import type { LaneKey } from '../../database/tables/lanes.ts';
import type { Outcome, Transaction } from './delivery-queue.ts';

/**
 * Records what became of deliveries, and lets the next of their lanes come forward: for SQLite, which
 * has one writer. In whatever thread: which lane a delivery is in by now, the database says.
 */
export async function settleDeliveries(
  tx: Transaction,
  outcomes: readonly Outcome[],
): Promise<void> {
  const finished: (LaneKey & { readonly seq: number; readonly at: number })[] = [];
  const postponed: Extract<Outcome, { status: 'pending' }>[] = [];
  for (const outcome of outcomes) {
    if (outcome.status === 'pending') {
      postponed.push(outcome);
      continue;
    }
    const { delivery, status, at } = outcome;
    const { seq, subscriptionId } = delivery;
    const lane = await finishDelivery(tx, { seq, lane: delivery.lane, status, at });
    // Of one that was cancelled meanwhile, whoever did that let its lane move on.
    if (lane !== undefined) finished.push({ seq, subscriptionId, lane, at });
  }
  await moveLanesOn(tx, finished);
  if (postponed.length > 0) await postpone(tx, postponed);
}

async function postpone(
  tx: Transaction,
  outcomes: readonly Extract<Outcome, { status: 'pending' }>[],
): Promise<void> {
  const found = await findLanesOf(
    tx,
    outcomes.map(({ delivery }) => delivery.seq),
  );
  const lanes = new Map(found.map(({ seq, lane }) => [seq, lane]));
  await postponeHeads(
    tx,
    outcomes.map(({ delivery, counts, nextAttemptAt }) => {
      const attempts = delivery.attempts + (counts ? 1 : 0);
      return {
        seq: delivery.seq,
        subscriptionId: delivery.subscriptionId,
        lane: lanes.get(delivery.seq) ?? delivery.lane,
        attempts,
        priority: attempts > 0 ? lanePriorities.retry : priorityOf(delivery.cause),
        dueAt: nextAttemptAt,
      };
    }),
  );
}
