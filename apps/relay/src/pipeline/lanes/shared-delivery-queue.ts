import type { Database } from '../../database/database.ts';
import type { Leases } from '../../database/leases.ts';
import { Presence } from '../../database/postgres/presence.ts';
import {
  claimLanes,
  lockDueLanes,
  moveClaim,
  restoreClaims,
  takeClaims,
} from '../../database/tables/lane-claims.ts';
import { sql } from '../../database/sql/sql.ts';
import { lockLanes, lockLanesWhere } from '../../database/tables/lane-locks.ts';
import type { LockedHead } from '../../database/tables/lane-locks.ts';
import { passHeads } from '../../database/tables/lane-outcomes.ts';
import {
  findLanesFor,
  findLanesOfEvents,
  findPendingLanes,
  giveUpDeliveries,
} from '../../database/tables/deliveries.ts';
import type { GivenUp } from '../../database/tables/deliveries.ts';
import { takeLease } from '../../database/tables/leases.ts';
import { lanesTooFarAhead } from '../../database/tables/lanes.ts';
import type { LaneKey } from '../../database/tables/lanes.ts';
import { findMisplaced, moveMisplaced } from '../../database/tables/reorderings.ts';
import type { PendingPlace, ReorderStep } from '../../database/tables/reorderings.ts';
import { findWaiting } from '../../database/tables/waiting-lanes.ts';
import type { WaitingPlace, WakeStep } from '../../database/tables/waiting-lanes.ts';
import { toDelivery } from './delivery-queue.ts';
import type { Demand, DeliveryQueue, DueDelivery, NewDelivery, Outcome } from './delivery-queue.ts';
import type { Transaction } from '../../database/transaction.ts';
import { EmbeddedDeliveryQueue } from './embedded-delivery-queue.ts';
import { exclusiveLease, HeldLanes, leaseMs } from './held-lanes.ts';
import { settleLanes } from './settle-lanes.ts';
import { Turns } from './turns.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Wake } from '../../shared/wake.ts';

/**
 * The queue for many processes on one PostgreSQL. A claim is stored in its lane, with its expiry by
 * the clock of the database: when a process dies, the others find its lanes free after that at the
 * latest, and usually much sooner (see `ProcessWatch`). A process that was away for longer no
 * longer holds the lane: its number has changed.
 *
 * A subscription with its own limits is served by one process at a time, as limits are counted in
 * memory (see `Pace`).
 */
export class SharedDeliveryQueue implements DeliveryQueue {
  readonly #database: Database;
  readonly #leases: Leases;
  readonly #presence: Presence;
  /** Everything that needs no claims is the same as with one process. */
  readonly #lanes: EmbeddedDeliveryQueue;
  readonly #held: HeldLanes;
  readonly #wake: Wake | undefined;
  readonly #turns = new Turns();

  /**
   * @param options.onError called with what could not be written, and is tried again
   */
  constructor(options: {
    readonly database: Database;
    readonly leases: Leases;
    /** If omitted, claims only end by time. */
    readonly presence?: Presence;
    readonly wake?: Wake;
    readonly onError?: (error: unknown) => void;
  }) {
    this.#database = options.database;
    this.#leases = options.leases;
    this.#wake = options.wake;
    this.#lanes = new EmbeddedDeliveryQueue(options);
    this.#presence = options.presence ?? new Presence({ owner: options.leases.owner });
    this.#held = new HeldLanes({
      ...options,
      presence: this.#presence,
      onEnded: (subscriptionIds) => this.#wake?.wake(subscriptionIds),
    });
  }

  enqueue(
    tx: Transaction,
    options: { readonly deliveries: readonly NewDelivery[]; readonly now: number },
  ): Promise<void> {
    return this.#lanes.enqueue(tx, options);
  }

  async claim(options: {
    readonly demands: readonly Demand[];
    readonly now: number;
  }): Promise<readonly DueDelivery[]> {
    const demands = options.demands.filter(({ limit }) => limit > 0);
    if (demands.length === 0) return [];
    const claim = this.#presence.nextClaim();
    const claimedAt = performance.now();
    let deliveries: readonly DueDelivery[] = [];
    let exclusive: readonly Demand[] = [];
    try {
      await this.#database.write(
        async (tx) => {
          const served = await this.#served(tx, demands);
          const found = await lockDueLanes(tx, { demands: served, now: options.now });
          const taken = served.flatMap(({ subscriptionId, limit }) =>
            this.#turns.take({
              subscriptionId,
              items: found.filter((lane) => lane.subscriptionId === subscriptionId),
              limit,
            }),
          );
          deliveries = taken.map((lane) => toDelivery(lane, claim));
          exclusive = served.filter((one) => one.exclusive === true);
          if (taken.length > 0) await claimLanes(tx, { lanes: taken, claim, leaseMs });
        },
        { inLine: false },
      );
    } catch (error) {
      // If only the response to its COMMIT was lost, they are claimed, and nobody else releases them.
      void this.release(deliveries);
      throw error;
    }
    this.#held.add({ deliveries, claimedAt });
    this.#held.addExclusive(exclusive.map(({ subscriptionId }) => subscriptionId));
    return deliveries;
  }

  /** Those that no other process has to itself. */
  async #served(tx: Transaction, demands: readonly Demand[]): Promise<readonly Demand[]> {
    const served: Demand[] = [];
    const { owner } = this.#leases;
    // In the order of their names: consistent lock order prevents deadlocks.
    for (const demand of demands.toSorted((a, b) =>
      a.subscriptionId < b.subscriptionId ? -1 : 1,
    )) {
      const name = exclusiveLease(demand.subscriptionId);
      const isOurs =
        demand.exclusive !== true || (await takeLease(tx, { name, owner, forMs: leaseMs }));
      if (isOurs) served.push(demand);
    }
    return served;
  }

  holds(delivery: DueDelivery): boolean {
    return this.#held.holds(delivery);
  }

  subscriptionsWithPending(): Promise<readonly string[]> {
    return this.#lanes.subscriptionsWithPending();
  }

  nextDueAt(options: {
    readonly subscriptionIds: readonly string[];
    readonly now: number;
  }): Promise<number | null> {
    return this.#lanes.nextDueAt(options);
  }

  async ready(tx: Transaction, options: { readonly eventSeqs: readonly number[] }): Promise<void> {
    await this.#lock(tx, await findLanesOfEvents(tx, options.eventSeqs));
    await this.#lanes.ready(tx, options);
  }

  async postpone(
    tx: Transaction,
    options: { readonly eventSeqs: readonly number[]; readonly until: number },
  ): Promise<void> {
    await this.#lock(tx, await findLanesOfEvents(tx, options.eventSeqs));
    await this.#lanes.postpone(tx, options);
  }

  async settle(tx: Transaction, outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
    const counted = await settleLanes(tx, outcomes);
    this.#database.afterCommit(() => this.#held.drop(outcomes.map(({ delivery }) => delivery)));
    return counted;
  }

  async release(deliveries: readonly DueDelivery[]): Promise<void> {
    if (deliveries.length > 0) await this.#held.release(deliveries);
  }

  async retry(
    tx: Transaction,
    options: { readonly seq: number; readonly now: number },
  ): Promise<void> {
    const known = await findLanesFor(tx, options.seq);
    if (known === undefined) return;
    const { subscriptionId, lane, target } = known;
    await this.#lock(tx, [
      { subscriptionId, lane },
      { subscriptionId, lane: target },
    ]);
    // It may have been cancelled in flight: then its lane waits.
    if (lane !== target) await moveClaim(tx, { seq: options.seq, lane: target });
    await this.#lanes.retry(tx, options);
  }

  /**
   * A caller that restarts schedules has nothing else locked, and waits for all lanes. Otherwise
   * this may be part of recording an attempt, which has lanes locked: lanes that somebody else is
   * working on are skipped.
   */
  async wakeRetries(tx: Transaction, step: WakeStep): Promise<WaitingPlace | undefined> {
    const { which: condition, next } = await findWaiting(tx, step);
    const others = step.anew ? 'wait' : 'skip';
    const which = condition && (await lockLanesWhere(tx, { condition, others }));
    await this.#lanes.wake(tx, { ...step, which });
    return next;
  }

  async clamp(
    tx: Transaction,
    options: {
      readonly clock: Pick<Clock, 'now'>;
      readonly longestWaitMs: number;
      readonly longestFirstWaitMs: number;
    },
  ): Promise<number> {
    const tooFarAhead = () => lanesTooFarAhead({ ...options, now: options.clock.now() });
    const locked = await lockLanesWhere(tx, { condition: tooFarAhead(), others: 'wait' });
    // Others worked on them until then: what they scheduled meanwhile is only ahead of that time.
    return this.#lanes.clamp(tx, options, sql`${locked} AND ${tooFarAhead()}`);
  }

  /** Lanes first, like whoever settles: this lock order prevents deadlocks. */
  async giveUp(
    tx: Transaction,
    options: { readonly which: GivenUp; readonly now: number },
  ): Promise<number> {
    const lanes = await this.#lock(tx, await findPendingLanes(tx, options.which));
    const givenUp = await giveUpDeliveries(tx, options);
    await passHeads(tx, { lanes, givenUp, at: options.now });
    this.#lanes.changedAfterCommit(givenUp);
    return givenUp.length;
  }

  /** Deliveries move with their claims: their lanes wait for what is in flight. */
  async reorder(tx: Transaction, step: ReorderStep): Promise<PendingPlace | undefined> {
    const { subscriptionId } = step;
    const { misplaced, next } = await findMisplaced(tx, step);
    if (misplaced.length === 0) return next;
    const locked = await this.#lock(
      tx,
      misplaced.flatMap(({ lane, target }) => [
        { subscriptionId, lane },
        { subscriptionId, lane: target },
      ]),
    );
    const lanes = locked.map(({ lane }) => lane);
    const claims = await takeClaims(tx, {
      subscriptionId,
      lanes,
      seqs: misplaced.map(({ seq }) => seq),
    });
    await moveMisplaced(tx, { ...step, misplaced });
    if (claims.length > 0) await restoreClaims(tx, claims);
    return next;
  }

  /**
   * Until this transaction ends, whoever looks for due deliveries skips these lanes; then they may
   * be due, however it ends: it may have changed nothing, or be rolled back.
   */
  #lock(tx: Transaction, lanes: readonly LaneKey[]): Promise<readonly LockedHead[]> {
    const ids = [...new Set(lanes.map(({ subscriptionId }) => subscriptionId))];
    if (ids.length > 0) this.#database.afterEnd(() => this.#wake?.wake(ids));
    return lockLanes(tx, lanes);
  }
}
