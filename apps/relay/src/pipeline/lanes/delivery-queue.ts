import type { Ordering } from '../../database/entities/subscription.entity.ts';
import type { Transaction } from '../../database/transaction.ts';

/** A delivery to be made: one event for one subscription. */
export interface NewDelivery {
  readonly subscriptionId: string;
  readonly eventSeq: number;
  /** Deliveries of one subscription in one lane are made one after the other: see `laneOf`. */
  readonly lane: string;
  /** Not due before this moment, in epoch milliseconds: its event is not whole yet. */
  readonly notBefore?: number;
}

/** A delivery that is due, and the first of its lane. */
export interface DueDelivery {
  readonly seq: number;
  readonly subscriptionId: string;
  readonly eventSeq: number;
  readonly lane: string;
  /** Attempts already made in this run of the schedule. */
  readonly attempts: number;
}

/** How many deliveries of one subscription the dispatcher would take. */
export interface Demand {
  readonly subscriptionId: string;
  /** At most this many, those in flight not counted. */
  readonly limit: number;
  /** Of these, at most so many retries: slots are kept for first attempts. */
  readonly retries: number;
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
 * Methods that take a `transaction` join its transaction, so that an event and its deliveries, or an
 * attempt and its outcome, are kept together or not at all.
 */
export interface DeliveryQueue {
  /** Appends deliveries, in order. */
  enqueue(
    transaction: Transaction,
    options: { readonly deliveries: readonly NewDelivery[]; readonly now: number },
  ): Promise<void>;

  /**
   * Due deliveries, oldest first per subscription, at most one per lane, none of those in flight.
   * What is claimed stays claimed until it is settled or released, or the process ends.
   */
  claim(options: {
    readonly demands: readonly Demand[];
    readonly now: number;
  }): Promise<readonly DueDelivery[]>;

  /** When the next delivery of an active subscription falls due after `now`; null when none will. */
  nextDueAt(options: { readonly now: number }): Promise<number | null>;

  /** Makes first attempts of these events due now: they are whole. */
  ready(
    transaction: Transaction,
    options: { readonly eventSeqs: readonly number[] },
  ): Promise<void>;

  /** Records what became of claimed deliveries and lets the next of their lanes come forward. */
  settle(transaction: Transaction, outcomes: readonly Outcome[]): Promise<void>;

  /** Gives claimed deliveries back untouched, as when the attempt could not be recorded. */
  release(deliveries: readonly DueDelivery[]): void;

  /**
   * Makes one delivery due now and begins its schedule anew. It still waits for earlier ones of
   * its lane.
   */
  retry(
    transaction: Transaction,
    options: { readonly seq: number; readonly now: number },
  ): Promise<void>;

  /** Makes all that waits for a later attempt due now: for a subscription enabled again. */
  hasten(
    transaction: Transaction,
    options: { readonly subscriptionId: string; readonly now: number },
  ): Promise<void>;

  /** Cancels all that is pending: for a subscription that is deleted. */
  cancel(
    transaction: Transaction,
    options: { readonly subscriptionId: string; readonly now: number },
  ): Promise<void>;

  /** Sorts what is pending into the lanes of another ordering. */
  reorder(
    transaction: Transaction,
    options: { readonly subscriptionId: string; readonly ordering: Ordering },
  ): Promise<void>;
}
