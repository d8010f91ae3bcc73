import type { Database } from '../../database/database.ts';
import {
  findLanesFor,
  findLanesOf,
  giveUpDeliveries,
  inactiveAmong,
  insertDeliveries,
  reviveDelivery,
} from '../../database/tables/deliveries.ts';
import type { GivenUp } from '../../database/tables/deliveries.ts';
import { headsAmong } from '../../database/tables/lane-heads.ts';
import {
  clampLanes,
  dueLanes,
  firstPending,
  moveLanesOn,
  nextDueTime,
  openLanes,
  setHead,
  subscriptionsWithLanes,
  postponeEvents,
  wakeWholeEvents,
} from '../../database/tables/lanes.ts';
import type { DueLane } from '../../database/tables/lanes.ts';
import { findMisplaced, moveMisplaced } from '../../database/tables/reorderings.ts';
import type { PendingPlace, ReorderStep } from '../../database/tables/reorderings.ts';
import { findWaiting, wakeLanes } from '../../database/tables/waiting-lanes.ts';
import type { WaitingPlace, WakeStep } from '../../database/tables/waiting-lanes.ts';
import type { Sql } from '../../database/sql/sql.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Claims } from './claims.ts';
import { toDelivery } from './delivery-queue.ts';
import type { Demand, DeliveryQueue, DueDelivery, NewDelivery, Outcome } from './delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';
import { settleDeliveries } from './settle-deliveries.ts';
import { Turns } from './turns.ts';
import type { Wake } from '../../shared/wake.ts';

/** The queue for one machine: lanes in SQLite, claims in memory (see `Claims`). */
export class EmbeddedDeliveryQueue implements DeliveryQueue {
  readonly #database: Database;
  readonly #wake: Wake | undefined;
  readonly #claims = new Claims();
  /** Settled since the latest claim started reading: what it read about these is out of date. */
  readonly #settledMeanwhile = new Set<number>();
  readonly #turns = new Turns();

  /** @param options.wake notified of what was enqueued, or became due */
  constructor(options: { readonly database: Database; readonly wake?: Wake }) {
    this.#database = options.database;
    this.#wake = options.wake;
  }

  async enqueue(
    tx: Transaction,
    options: { readonly deliveries: readonly NewDelivery[]; readonly now: number },
  ): Promise<void> {
    const { deliveries, now } = options;
    if (deliveries.length === 0) return;
    const ids = [...new Set(deliveries.map(({ subscriptionId }) => subscriptionId))];
    const inactive = await inactiveAmong(tx, ids);
    const inserted = await insertDeliveries(tx, {
      now,
      deliveries: deliveries.map(({ subscriptionId, eventSeq, lane, cause, replayId = null }) => ({
        subscriptionId,
        eventSeq,
        lane,
        cause: cause ?? (inactive.has(subscriptionId) ? 'catch_up' : 'live'),
        replayId,
      })),
    });
    const notBefore = new Map(
      deliveries.flatMap((one) =>
        one.notBefore === undefined ? [] : [[one.eventSeq, one.notBefore] as const],
      ),
    );
    await openLanes(
      tx,
      inserted.map((one) => ({ ...one, dueAt: notBefore.get(one.eventSeq) ?? now })),
    );
    this.#wakeAfterCommit(ids);
  }

  async claim(options: {
    readonly demands: readonly Demand[];
    readonly now: number;
  }): Promise<readonly DueDelivery[]> {
    this.#settledMeanwhile.clear();
    const taken: DueDelivery[] = [];
    try {
      for (const { subscriptionId, limit } of options.demands) {
        if (limit <= 0) continue;
        // Claimed deliveries are due too, and would come first.
        const except = this.#claims.of(subscriptionId);
        const found = await this.#database.read((tx) =>
          dueLanes(tx, { subscriptionId, now: options.now, limit, except }),
        );
        taken.push(...this.#take({ found, subscriptionId, limit }));
      }
    } catch (error) {
      // Nobody learns of these, so nobody would ever release them.
      await this.release(taken);
      throw error;
    }
    return taken;
  }

  #take(options: {
    readonly found: readonly DueLane[];
    readonly subscriptionId: string;
    readonly limit: number;
  }): DueDelivery[] {
    const { found, subscriptionId, limit } = options;
    const free = found.filter(
      (lane) => !this.#settledMeanwhile.has(lane.seq) && this.#claims.canTake(lane),
    );
    const taken = this.#turns.take({ subscriptionId, items: free, limit });
    return taken.map((lane) => toDelivery(lane, this.#claims.take(lane)));
  }

  holds(delivery: DueDelivery): boolean {
    return this.#claims.holds(delivery);
  }

  async subscriptionsWithPending(): Promise<readonly string[]> {
    const found = await this.#database.read(subscriptionsWithLanes);
    return found.map(({ id }) => id);
  }

  async nextDueAt(options: {
    readonly subscriptionIds: readonly string[];
    readonly now: number;
  }): Promise<number | null> {
    return this.#database.read((tx) => nextDueTime(tx, options));
  }

  async ready(tx: Transaction, options: { readonly eventSeqs: readonly number[] }): Promise<void> {
    if (options.eventSeqs.length === 0) return;
    await wakeWholeEvents(tx, options);
    this.#wakeAfterCommit();
  }

  async postpone(
    tx: Transaction,
    options: { readonly eventSeqs: readonly number[]; readonly until: number },
  ): Promise<void> {
    await postponeEvents(tx, options);
    this.#wakeAfterCommit();
  }

  async settle(tx: Transaction, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
    const held = outcomes.filter(({ delivery }) => this.#claims.holds(delivery));
    const counted = await settleDeliveries(tx, held);
    this.#database.afterCommit(() => this.settled(held));
    return counted;
  }

  /** The outcomes of these are on disk: they are no longer claimed. */
  settled(outcomes: readonly Outcome[]): void {
    for (const { delivery } of outcomes) {
      this.#claims.free(delivery);
      this.#settledMeanwhile.add(delivery.seq);
    }
  }

  async release(deliveries: readonly DueDelivery[]): Promise<void> {
    for (const delivery of deliveries) this.#claims.free(delivery);
  }

  async retry(
    tx: Transaction,
    options: { readonly seq: number; readonly now: number },
  ): Promise<void> {
    const { seq } = options;
    const known = await findLanesFor(tx, seq);
    if (known === undefined) return;
    const { subscriptionId, target: lane } = known;
    await reviveDelivery(tx, { seq, lane });
    // It may have been cancelled in flight: then its lane waits.
    this.#database.afterCommit(() => this.#claims.move(seq, lane));
    const head = await firstPending(tx, { subscriptionId, lane });
    if (head === undefined) return;
    // It may be ahead of the current head of its lane, or behind it: only heads are ever due.
    if (head.seq === seq) await setHead(tx, { ...head, dueAt: options.now });
    this.changedAfterCommit([head]);
  }

  async wakeRetries(tx: Transaction, step: WakeStep): Promise<WaitingPlace | undefined> {
    const { which, next } = await findWaiting(tx, step);
    await this.wake(tx, { ...step, which });
    return next;
  }

  /** @param options.which of which lanes; undefined for none */
  async wake(
    tx: Transaction,
    { which, ...step }: WakeStep & { readonly which: Sql | undefined },
  ): Promise<void> {
    if (which !== undefined) await wakeLanes(tx, { ...step, which });
    this.#wakeAfterCommit([step.subscriptionId]);
  }

  async clamp(
    tx: Transaction,
    options: {
      readonly clock: Pick<Clock, 'now'>;
      readonly longestWaitMs: number;
      readonly longestFirstWaitMs: number;
    },
    which?: Sql,
  ): Promise<number> {
    const count = await clampLanes(tx, { ...options, now: options.clock.now() }, which);
    if (count > 0) this.#wakeAfterCommit();
    return count;
  }

  async giveUp(
    tx: Transaction,
    options: { readonly which: GivenUp; readonly now: number },
  ): Promise<number> {
    const givenUp = await giveUpDeliveries(tx, options);
    // Of the thousands in a lane, only one is next.
    const heads = await headsAmong(tx, givenUp);
    await moveLanesOn(
      tx,
      givenUp.flatMap((one) => (heads.has(one.seq) ? [{ ...one, at: options.now }] : [])),
    );
    this.changedAfterCommit(givenUp);
    return givenUp.length;
  }

  async reorder(tx: Transaction, step: ReorderStep): Promise<PendingPlace | undefined> {
    const { misplaced, next } = await findMisplaced(tx, step);
    if (misplaced.length === 0) return next;
    await moveMisplaced(tx, { ...step, misplaced });
    const claimed = this.#claims.of(step.subscriptionId);
    const lanes = claimed.length === 0 ? [] : await findLanesOf(tx, claimed);
    this.#database.afterCommit(() => {
      for (const { seq, lane } of lanes) this.#claims.move(seq, lane);
    });
    return next;
  }

  /**
   * What was read ahead for their subscriptions, in whatever process, may not be sent any more, or
   * not yet.
   */
  changedAfterCommit(deliveries: readonly { readonly subscriptionId: string }[]): void {
    const ids = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
    this.#database.afterCommit(() => {
      for (const id of ids) this.#wake?.changed(id);
    });
  }

  #wakeAfterCommit(subscriptionIds?: readonly string[]): void {
    this.#database.afterCommit(() => this.#wake?.wake(subscriptionIds));
  }
}
