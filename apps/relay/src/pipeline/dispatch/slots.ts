import type { Demand, DueDelivery } from '../lanes/delivery-queue.ts';
import type { DispatchLimits } from './limits.ts';

/** What the slots need to know of a subscription. */
export interface SlotSubscription {
  readonly id: string;
  readonly failingSince: number | null;
  readonly catchUpUntil: number | null;
}

/**
 * Counts what is in flight and says how much more may be: overall, per subscription, and how
 * much of it retries. This is what keeps one slow or dead subscriber from slowing the others.
 */
export class Slots {
  readonly #limits: DispatchLimits;
  readonly #inFlight = new Map<string, { total: number; retries: number }>();
  #total = 0;
  #retries = 0;

  constructor(limits: DispatchLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  /** How many more attempts may start now, whosever they are. */
  get free(): number {
    return this.#limits.inFlight - this.#total;
  }

  /** How many of those may be retries. */
  get freeForRetries(): number {
    return Math.min(this.free, this.#limits.retriesInFlight - this.#retries);
  }

  demand(subscription: SlotSubscription): Demand {
    const used = this.#inFlight.get(subscription.id) ?? { total: 0, retries: 0 };
    return {
      subscriptionId: subscription.id,
      limit: Math.max(0, Math.min(this.#cap(subscription) - used.total, this.free)),
      retries: Math.max(
        0,
        Math.min(this.#limits.retriesPerSubscription - used.retries, this.freeForRetries),
      ),
    };
  }

  #cap({ failingSince, catchUpUntil }: SlotSubscription): number {
    if (catchUpUntil !== null) return 1;
    if (failingSince !== null) return this.#limits.perFailingSubscription;
    return this.#limits.perSubscription;
  }

  take(delivery: DueDelivery): void {
    this.#count(delivery, 1);
  }

  giveBack(delivery: DueDelivery): void {
    this.#count(delivery, -1);
  }

  #count({ subscriptionId, attempts }: DueDelivery, by: 1 | -1): void {
    const used = this.#inFlight.get(subscriptionId) ?? { total: 0, retries: 0 };
    const retry = attempts > 0 ? by : 0;
    used.total += by;
    used.retries += retry;
    this.#total += by;
    this.#retries += retry;
    if (used.total === 0) this.#inFlight.delete(subscriptionId);
    else this.#inFlight.set(subscriptionId, used);
  }

  /**
   * Chooses which of the claimed may start when not all may: in turn over the subscriptions, so
   * that none takes all the room. Keeps the order within each.
   */
  fit(claimed: readonly DueDelivery[]): DueDelivery[] {
    const turns = new Map<string, number>();
    const inTurn = claimed
      .map((delivery) => {
        const turn = turns.get(delivery.subscriptionId) ?? 0;
        turns.set(delivery.subscriptionId, turn + 1);
        return { delivery, turn };
      })
      .toSorted((a, b) => a.turn - b.turn);
    let free = this.free;
    let freeForRetries = this.freeForRetries;
    const chosen: DueDelivery[] = [];
    for (const { delivery } of inTurn) {
      const retry = delivery.attempts > 0;
      if (free === 0 || (retry && freeForRetries === 0)) continue;
      free -= 1;
      if (retry) freeForRetries -= 1;
      chosen.push(delivery);
    }
    return chosen;
  }
}
