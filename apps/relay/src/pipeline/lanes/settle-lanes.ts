import {
  advanceLanes,
  dropMovedClaims,
  endLanes,
  finishDeliveriesAtOnce,
  firstPendingOf,
  lockLanesOf,
  postponeLanes,
  releaseLanes,
} from '../../database/tables/lane-claims.ts';
import type { LockedLane } from '../../database/tables/lane-claims.ts';
import { laneKey, lanePriorities, priorityOf } from '../../database/tables/lanes.ts';
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
    outcomes.map(({ delivery }) => delivery.seq),
  );
  const bySeq = new Map(places.map((place) => [place.seq, place]));
  const held = outcomes.flatMap((outcome): Held[] => {
    const place = bySeq.get(outcome.delivery.seq);
    return place !== undefined && isHeld(outcome, place) ? [{ outcome, place }] : [];
  });
  const finished = held.flatMap(({ outcome: { delivery, status, at } }) =>
    status === 'pending' ? [] : [{ seq: delivery.seq, status, at }],
  );
  if (finished.length > 0) await finishDeliveriesAtOnce(tx, finished);
  const moved = held.filter(({ place }) => place.movedClaim !== null);
  if (moved.length > 0) await dropMovedClaims(tx, moved.map(claimOf));
  await moveLanes(
    tx,
    held.filter(({ place }) => place.headSeq !== null),
  );
  return held.map(({ outcome }) => outcome);
}

/** Where its lane is gone (cancelled, or moved on from it), nobody else can have claimed it. */
function isHeld({ delivery }: Outcome, place: LockedLane): boolean {
  const { headSeq, claim, movedClaim } = place;
  return headSeq === null || claim === delivery.claim || movedClaim === delivery.claim;
}

async function moveLanes(tx: Transaction, held: readonly Held[]): Promise<void> {
  const atHead = held.filter(({ outcome, place }) => place.headSeq === outcome.delivery.seq);
  // Something came before it meanwhile, such as a retry by hand: that one is next, and was waiting.
  const passed = held.filter(({ outcome, place }) => place.headSeq !== outcome.delivery.seq);
  if (passed.length > 0) {
    await releaseLanes(tx, passed.map(claimOf));
  }
  const failed = atHead.filter(({ outcome }) => outcome.status === 'pending');
  if (failed.length > 0) await postponeLanes(tx, failed.flatMap(postponed));
  const done = atHead.filter(({ outcome }) => outcome.status !== 'pending');
  if (done.length === 0) return;
  const next = new Map(
    (
      await firstPendingOf(
        tx,
        done.map(({ place }) => place),
      )
    ).map((head) => [laneKey(head), head]),
  );
  const ended = done.filter(({ place }) => !next.has(laneKey(place)));
  if (ended.length > 0) {
    await endLanes(
      tx,
      ended.map(({ place }) => place),
    );
  }
  const advanced = done.flatMap(({ outcome, place }) => {
    const head = next.get(laneKey(place));
    return head === undefined ? [] : [{ ...head, dueAt: head.enrichUntil ?? outcome.at }];
  });
  if (advanced.length > 0) await advanceLanes(tx, advanced);
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
