import type { DeliveryCause } from '../../database/entities/delivery.entity.ts';
import type { GivenUp } from '../../database/tables/deliveries.ts';
import type { DueLane } from '../../database/tables/lanes.ts';
import type { PendingPlace, ReorderStep } from '../../database/tables/reorderings.ts';
import type { WaitingPlace, WakeStep } from '../../database/tables/waiting-lanes.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { Clock } from '../../shared/clock/clock.ts';

/** A delivery to be made: one event for one subscription. */
export interface NewDelivery {
  readonly subscriptionId: string;
  readonly eventSeq: number;
  /** Deliveries of one subscription in one lane are made one after the other: see `laneOf`. */
  readonly lane: string;
  /** Not due before this time, in epoch milliseconds: its event is not complete yet. */
  readonly notBefore?: number;
  /** Defaults to `live`, or to `catch_up` if the subscription is not active. */
  readonly cause?: Extract<DeliveryCause, 'replay'>;
  /** The replay it belongs to. */
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
  /** Proves that it was claimed, and has not been claimed again since. */
  readonly claim: number;
}

/** The next delivery of a lane, claimed. */
export function toDelivery(next: DueLane, claim: number): DueDelivery {
  const { seq, subscriptionId, eventSeq, lane, attempts, cause, replayId } = next;
  return { seq, subscriptionId, eventSeq, lane, attempts, cause, replayId, claim };
}

/** How many deliveries of one subscription the dispatcher would accept. */
export interface Demand {
  readonly subscriptionId: string;
  /** At most this many, not counting those already claimed. */
  readonly limit: number;
  /**
   * Whether only one process at a time may serve it: it has limits, which are counted in memory.
   */
  readonly exclusive?: boolean;
}

/** The state of a delivery after an attempt. */
export type Outcome = {
  readonly delivery: DueDelivery;
  readonly at: number;
} & (
  | { readonly status: 'delivered' | 'dead' }
  | {
      readonly status: 'pending';
      /** When to try again, in epoch milliseconds. */
      readonly nextAttemptAt: number;
      /** False if the attempt says nothing about this delivery: the schedule does not advance. */
      readonly counts: boolean;
    }
);

/**
 * The delivery queue: the port that both engines implement.
 *
 * Methods that take a transaction join it, so that an event and its deliveries, or an attempt and
 * its outcome, are stored together or not at all. They can be called from any process or thread.
 */
export interface DeliveryQueue {
  /** Appends deliveries in log order, and sends a notification once they are on disk. */
  enqueue(
    tx: Transaction,
    options: { readonly deliveries: readonly NewDelivery[]; readonly now: number },
  ): Promise<void>;

  /**
   * Due deliveries, at most one per lane, none of them claimed. Live ones get most turns, retries
   * and catch-up have their own (`takeTurns`); within each, the oldest comes first. A claim holds
   * until it is settled or released, or its process exits or stalls for too long. One claim at a
   * time per process.
   */
  claim(options: {
    readonly demands: readonly Demand[];
    readonly now: number;
  }): Promise<readonly DueDelivery[]>;

  /**
   * Whether an attempt of what was claimed may start: nobody else can have claimed it in the
   * meantime.
   */
  holds(delivery: DueDelivery): boolean;

  /** Active subscriptions with anything pending. */
  subscriptionsWithPending(): Promise<readonly string[]>;

  /** When the next delivery of these subscriptions becomes due after `now`; null if none will. */
  nextDueAt(options: {
    readonly subscriptionIds: readonly string[];
    readonly now: number;
  }): Promise<number | null>;

  /**
   * Makes the first attempts of those of these events due now that wait for their documents: to be
   * called right before they no longer do.
   */
  ready(tx: Transaction, options: { readonly eventSeqs: readonly number[] }): Promise<void>;

  /** Makes the first attempts of these events wait until then: the events are not complete yet. */
  postpone(
    tx: Transaction,
    options: { readonly eventSeqs: readonly number[]; readonly until: number },
  ): Promise<void>;

  /**
   * Records the outcome of claimed deliveries and advances their lanes. Those claimed by somebody
   * else by now are left to them.
   *
   * @returns those that counted
   */
  settle(tx: Transaction, outcomes: readonly Outcome[]): Promise<readonly Outcome[]>;

  /** Releases claimed deliveries unchanged, for example if the attempt could not be recorded. */
  release(deliveries: readonly DueDelivery[]): Promise<void>;

  /**
   * Makes one delivery due now and restarts its schedule. It still waits for earlier ones in its
   * lane.
   */
  retry(tx: Transaction, options: { readonly seq: number; readonly now: number }): Promise<void>;

  /**
   * Makes what waits for a later attempt due, up to a number of lanes: of these, those that wait
   * longest come first. See `wakeRetries` in `retry-waking.ts`.
   *
   * @returns where to continue; undefined if none is left
   */
  wakeRetries(tx: Transaction, step: WakeStep): Promise<WaitingPlace | undefined>;

  /**
   * Makes everything due now that lies further ahead than the longest possible wait: a clock was
   * ahead. What others schedule until this has locked it is not ahead.
   *
   * @returns how many
   */
  clamp(
    tx: Transaction,
    options: {
      readonly clock: Pick<Clock, 'now'>;
      readonly longestWaitMs: number;
      readonly longestFirstWaitMs: number;
    },
  ): Promise<number>;

  /**
   * Gives up pending deliveries, and advances their lanes. An attempt in flight may still reach the
   * subscriber; it then counts as delivered. Until it has ended, its lane waits.
   *
   * @returns how many
   */
  giveUp(
    tx: Transaction,
    options: { readonly which: GivenUp; readonly now: number },
  ): Promise<number>;

  /**
   * Moves pending deliveries to the lanes of another ordering, up to a number of them. A lane still
   * waits as long as the subscriber asked for, whichever of its deliveries comes first by then.
   *
   * @returns where to continue; undefined if none is left, and its deliveries may be sent again
   */
  reorder(tx: Transaction, step: ReorderStep): Promise<PendingPlace | undefined>;
}
