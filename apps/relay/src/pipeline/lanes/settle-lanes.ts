import { dropMovedClaims, lockLanesOf, releaseLanes } from '../../database/tables/lane-claims.ts';
import type { LockedLane } from '../../database/tables/lane-claims.ts';
import {
  finishDeliveriesAtOnce,
  finishHeads,
  postponeLanes,
} from '../../database/tables/lane-outcomes.ts';
import { lanePriorities, priorityOf } from '../../database/tables/lanes.ts';
import type { Outcome, Transaction } from './delivery-queue.ts';

interface Held {
  readonly outcome: Outcome;
  readonly place: LockedLane;
}

/**
 * Records what became of claimed deliveries and lets the next of their lanes come forward: some
 * statements for all of them, with their lanes locked, whoever else writes.
 *
 * @returns those that counted
 */
export async function settleLanes(
  tx: Transaction,
  outcomes: readonly Outcome[],
): Promise<readonly Outcome[]> {
  const places = await lockLanesOf(
    tx,
    outcomes.map(({ delivery }) => delivery),
  );
  const bySeq = new Map(places.map((place) => [place.seq, place]));
  const held = outcomes.flatMap((outcome): Held[] => {
    const place = bySeq.get(outcome.delivery.seq);
    return place !== undefined && isHeld(outcome, place) ? [{ outcome, place }] : [];
  });
  const atHead = held.filter(({ outcome, place }) => place.headSeq === outcome.delivery.seq);
  const elsewhere = held.filter(({ outcome, place }) => place.headSeq !== outcome.delivery.seq);
  const moved = held.filter(({ place }) => place.movedClaim !== null);
  if (moved.length > 0) await dropMovedClaims(tx, moved.map(claimOf));
  await settleElsewhere(tx, elsewhere);
  await settleHeads(tx, atHead);
  return held.map(({ outcome }) => outcome);
}

/** Where its lane is gone (cancelled, or moved on from it), nobody else can have claimed it. */
function isHeld({ delivery }: Outcome, place: LockedLane): boolean {
  const { headSeq, claim, movedClaim } = place;
  return headSeq === null || claim === delivery.claim || movedClaim === delivery.claim;
}

/** Those whose lane is gone, or that something came before: what is next of it was waiting. */
async function settleElsewhere(tx: Transaction, held: readonly Held[]): Promise<void> {
  const finished = held.flatMap(finishedOf);
  if (finished.length > 0) await finishDeliveriesAtOnce(tx, finished);
  const passed = held.filter(({ place }) => place.headSeq !== null);
  if (passed.length > 0) await releaseLanes(tx, passed.map(claimOf));
}

/** After the others: what these finish of the same lanes does not come forward. */
async function settleHeads(tx: Transaction, held: readonly Held[]): Promise<void> {
  const failed = held.flatMap(postponed);
  if (failed.length > 0) await postponeLanes(tx, failed);
  const finished = held.flatMap(finishedOf);
  if (finished.length > 0) await finishHeads(tx, finished);
}

function finishedOf({ outcome: { delivery, status, at }, place: { subscriptionId, lane } }: Held) {
  return status === 'pending' ? [] : [{ seq: delivery.seq, status, at, subscriptionId, lane }];
}

function claimOf({ outcome, place }: Held) {
  return { ...place, claim: outcome.delivery.claim };
}

function postponed({ outcome, place }: Held) {
  if (outcome.status !== 'pending') return [];
  const { delivery, counts, nextAttemptAt } = outcome;
  const attempts = delivery.attempts + (counts ? 1 : 0);
  return [
    {
      subscriptionId: place.subscriptionId,
      lane: place.lane,
      attempts,
      priority: attempts > 0 ? lanePriorities.retry : priorityOf(delivery.cause),
      dueAt: nextAttemptAt,
    },
  ];
}
