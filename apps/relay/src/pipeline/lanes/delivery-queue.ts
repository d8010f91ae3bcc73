import type { DeliveryCause } from '../../database/entities/delivery.entity.ts';
import type { Ordering } from '../../database/entities/subscription.entity.ts';
import type { GivenUp } from '../../database/tables/deliveries.ts';
import type { DueLane } from '../../database/tables/lanes.ts';
import type { Transaction } from '../../database/transaction.ts';

export type { DeliveryCause, Transaction };

/** A delivery to be made: one event for one subscription. */
export interface NewDelivery {
  readonly subscriptionId: string;
  readonly eventSeq: number;
  /** Deliveries of one subscription in one lane are made one after the other: see `laneOf`. */
  readonly lane: string;
  /** Not due before this moment, in epoch milliseconds: its event is not whole yet. */
  readonly notBefore?: number;
  /** Left out: `live`, or `catch_up` when the subscription is not active. */
  readonly cause?: Extract<DeliveryCause, 'replay'>;
  /** The replay that it is a part of. */
  readonly replayId?: string;
}

/** A delivery that is due, and the first of its lane. */
export interface DueDelivery {
  readonly seq: number;
  readonly subscriptionId: string;
  readonly eventSeq: number;
  readonly lane: string;
  /** Attempts already made in this run of the schedule. */
  readonly attempts: number;
  readonly cause: DeliveryCause;
  readonly replayId: string | null;
  /** Proves that it was claimed, and not claimed again since. */
  readonly claim: number;
}

/** The delivery that is next of a lane, claimed. */
export function toDelivery(next: DueLane, claim: number): DueDelivery {
  const { seq, subscriptionId, eventSeq, lane, attempts, cause, replayId } = next;
  return { seq, subscriptionId, eventSeq, lane, attempts, cause, replayId, claim };
}

/** How many deliveries of one subscription the dispatcher would take. */
export interface Demand {
  readonly subscriptionId: string;
  /** At most this many, those claimed already not counted. */
  readonly limit: number;
  /** Whether one process at a time may serve it: it has limits, which are counted in memory. */
  readonly exclusive?: boolean;
}

/** What became of a delivery after an attempt. */
export type Outcome = {
  readonly delivery: DueDelivery;
  readonly at: number;
} & (
  | { readonly status: 'delivered' | 'dead' }
  | {
      readonly status: 'pending';
      /** When to try again, in epoch milliseconds. */
      readonly nextAttemptAt: number;
      /** False when the attempt says nothing about this delivery: the schedule does not move on. */
      readonly counts: boolean;
    }
);

/**
 * The queue of deliveries: the one port that both engines stand behind.
 *
 * Methods that take a transaction join it, so that an event and its deliveries, or an attempt and
 * its outcome, are kept together or not at all. They may be called from any process or thread.
 */
export interface DeliveryQueue {
  /** Appends deliveries, in the order of the log, and tells of it once they are on disk. */
  enqueue(
    tx: Transaction,
    options: { readonly deliveries: readonly NewDelivery[]; readonly now: number },
  ): Promise<void>;

  /**
   * Due deliveries, at most one per lane, none of those claimed. What happens now has most turns,
   * retries and what is caught up have theirs (`takeTurns`); within each, the oldest comes first.
   * What is claimed stays claimed until it is settled or released, or its process ends or stands
   * still for too long. One claim at a time in a process.
   */
  claim(options: {
    readonly demands: readonly Demand[];
    readonly now: number;
  }): Promise<readonly DueDelivery[]>;

  /** Whether an attempt of what was claimed may begin: nobody else can have claimed it meanwhile. */
  holds(delivery: DueDelivery): boolean;

  /** Active subscriptions for which anything is pending. */
  subscriptionsWithPending(): Promise<readonly string[]>;

  /** When the next delivery of these subscriptions falls due after `now`; null when none will. */
  nextDueAt(options: {
    readonly subscriptionIds: readonly string[];
    readonly now: number;
  }): Promise<number | null>;

  /** Makes first attempts of these events due now: they are whole. */
  ready(tx: Transaction, options: { readonly eventSeqs: readonly number[] }): Promise<void>;

  /**
   * Records what became of claimed deliveries and lets the next of their lanes come forward. What
   * is claimed by somebody else by now is left to them.
   *
   * @returns those that counted
   */
  settle(tx: Transaction, outcomes: readonly Outcome[]): Promise<readonly Outcome[]>;

  /** Gives claimed deliveries back untouched, as when the attempt could not be recorded. */
  release(deliveries: readonly DueDelivery[]): Promise<void>;

  /**
   * Makes one delivery due now and begins its schedule anew. It still waits for earlier ones of
   * its lane.
   */
  retry(tx: Transaction, options: { readonly seq: number; readonly now: number }): Promise<void>;

  /**
   * Makes all that waits for a later attempt due, what waited longest first.
   *
   * @param options.anew whether their schedules begin anew: for a subscription enabled again
   */
  wakeRetries(
    tx: Transaction,
    options: { readonly subscriptionId: string; readonly anew: boolean; readonly now: number },
  ): Promise<void>;

  /**
   * Makes due now what lies further ahead than any wait there is: a clock was ahead.
   *
   * @returns how many
   */
  clamp(
    tx: Transaction,
    options: {
      readonly now: number;
      readonly longestWaitMs: number;
      readonly longestFirstWaitMs: number;
    },
  ): Promise<number>;

  /**
   * Gives up what is pending of these, and lets their lanes move on. An attempt that is being made
   * may still reach the subscriber; then it counts as delivered.
   *
   * @returns how many
   */
  giveUp(
    tx: Transaction,
    options: { readonly which: GivenUp; readonly now: number },
  ): Promise<number>;

  /** Sorts what is pending into the lanes of another ordering. */
  reorder(
    tx: Transaction,
    options: { readonly subscriptionId: string; readonly ordering: Ordering },
  ): Promise<void>;
}
