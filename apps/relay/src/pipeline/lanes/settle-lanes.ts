import { dropMovedClaims, lockLanesOf, releaseLanes } from '../../database/tables/lane-claims.ts';
import type { LockedLane } from '../../database/tables/lane-claims.ts';
import {
  finishDeliveriesAtOnce,
  finishHeads,
  postponeLanes,
} from '../../database/tables/lane-outcomes.ts';
import type { Outcome } from './delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';
import { waitOf } from './settle-deliveries.ts';

interface Held {
  readonly outcome: Outcome;
  readonly lane: LockedLane;
}

/**
 * Records the outcome of claimed deliveries and advances their lanes: a few statements for all of
 * them, with their lanes locked, whoever else writes.
 *
 * @returns those that counted
 */
export async function settleLanes(
  tx: Transaction,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const lanes = await lockLanesOf(
    tx,
    outcomes.map(({ delivery }) => delivery),
  );
  const bySeq = new Map(lanes.map((lane) => [lane.seq, lane]));
  const held = outcomes.flatMap((outcome): Held[] => {
    const lane = bySeq.get(outcome.delivery.seq);
    return lane !== undefined && isHeld(outcome, lane) ? [{ outcome, lane }] : [];
  });
  const atHead = held.filter(({ outcome, lane }) => lane.headSeq === outcome.delivery.seq);
  // Their lane is gone, or something was put before them: the next one was waiting.
  const elsewhere = held.filter(({ outcome, lane }) => lane.headSeq !== outcome.delivery.seq);
  const moved = held.filter(({ lane }) => lane.movedClaim !== null);
  if (moved.length > 0) await dropMovedClaims(tx, moved.map(claimOf));
  // Before the heads: what is finished of the same lanes does not become a head.
  const finished = elsewhere.flatMap(finishedOf);
  const counted = finished.length === 0 ? [] : await finishDeliveriesAtOnce(tx, finished);
  await settleHeads(tx, atHead);
  // After the heads: a changed lane has another physical location.
  const passed = elsewhere.filter(({ lane }) => lane.headSeq !== null);
  if (passed.length > 0) await releaseLanes(tx, passed.map(claimOf));
  // Those that were cancelled in the meantime stay so.
  const cancelled = new Set(finished.map(({ seq }) => seq).filter((seq) => !counted.includes(seq)));
  return held.flatMap(({ outcome }) => (cancelled.has(outcome.delivery.seq) ? [] : [outcome]));
}

/** If its lane is gone (cancelled, or advanced), nobody else can have claimed it. */
function isHeld({ delivery }: Outcome, { headSeq, claim, movedClaim }: LockedLane): boolean {
  return headSeq === null || claim === delivery.claim || movedClaim === delivery.claim;
}

async function settleHeads(tx: Transaction, held: readonly Held[]): Promise<void> {
  const failed = held.flatMap(postponed);
  if (failed.length > 0) await postponeLanes(tx, failed);
  const finished = held.flatMap(finishedOf);
  if (finished.length > 0) await finishHeads(tx, finished);
}

function finishedOf({ outcome: { delivery, status, at }, lane }: Held) {
  if (status === 'pending') return [];
  const { subscriptionId, place } = lane;
  return [{ seq: delivery.seq, status, at, subscriptionId, lane: lane.lane, place }];
}

function claimOf({ outcome, lane }: Held) {
  return { ...lane, claim: outcome.delivery.claim };
}

function postponed({ outcome, lane: { place } }: Held) {
  return outcome.status === 'pending' ? [{ place, ...waitOf(outcome) }] : [];
}
