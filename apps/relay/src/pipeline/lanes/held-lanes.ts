import type { Database } from '../../database/database.ts';
import type { Leases } from '../../database/leases.ts';
import type { Presence } from '../../database/postgres/presence.ts';
import { releaseClaims, renewClaims } from '../../database/tables/lane-claims.ts';
import { byLaneKey } from '../../database/tables/lanes.ts';
import { takeLease } from '../../database/tables/leases.ts';
import type { DueDelivery } from './delivery-queue.ts';

/**
 * How long a claim holds. This is how long a process may stall (or the database be slow) before
 * another one takes over its lanes and sends again what is in flight; and how long a lane waits
 * whose machine is gone. Claims of a killed process are freed sooner: see `Presence`. Milliseconds.
 */
export const leaseMs = 15_000;

/** Often enough that one renewal may fail. Milliseconds. */
const renewEveryMs = 4_000;

/** Nothing is started under a claim that may have expired by then. Milliseconds. */
const marginMs = 2_000;

/** How often what could not be released is tried again. Milliseconds. */
const releaseAgainMs = 1_000;

/** What this process has claimed, and renews as long as it works on it. */
export class HeldLanes {
  readonly #database: Database;
  readonly #leases: Leases;
  readonly #presence: Presence;
  readonly #onError: (error: unknown) => void;
  readonly #onEnded: (subscriptionIds: readonly string[]) => void;
  /** When each was last claimed or renewed, by the monotonic clock. */
  readonly #held = new Map<number, { delivery: DueDelivery; renewedAt: number }>();
  /** Subscriptions that this process serves exclusively, while it holds anything of them. */
  readonly #exclusive = new Set<string>();
  #timer: NodeJS.Timeout | undefined;

  constructor(options: {
    readonly database: Database;
    readonly leases: Leases;
    readonly presence: Presence;
    readonly onError?: (error: unknown) => void;
    /**
     * Called with subscriptions whose claims ended while they were renewed: the renewal may have
     * locked their lanes, so that whoever looked for the next delivery skipped them. Also with those
     * of claims that could not be released at once, and are free now.
     */
    readonly onEnded?: (subscriptionIds: readonly string[]) => void;
  }) {
    this.#database = options.database;
    this.#leases = options.leases;
    this.#presence = options.presence;
    this.#onError = options.onError ?? (() => {});
    this.#onEnded = options.onEnded ?? (() => {});
  }

  /** @param options.claimedAt by the monotonic clock, before the database was queried */
  add(options: { readonly deliveries: readonly DueDelivery[]; readonly claimedAt: number }): void {
    for (const delivery of options.deliveries) {
      this.#held.set(delivery.seq, { delivery, renewedAt: options.claimedAt });
    }
    this.#renewLater();
  }

  addExclusive(subscriptionIds: readonly string[]): void {
    for (const id of subscriptionIds) this.#exclusive.add(id);
  }

  /** Whether an attempt may start: the claim is certain to hold for a moment longer. */
  holds(delivery: DueDelivery): boolean {
    const held = this.#held.get(delivery.seq);
    if (held?.delivery.claim !== delivery.claim) return false;
    const { renewedAt } = held;
    if (!this.#presence.isSure({ claim: delivery.claim, confirmedAt: renewedAt })) return false;
    return performance.now() < renewedAt + leaseMs - marginMs;
  }

  drop(deliveries: readonly DueDelivery[]): void {
    for (const { seq, claim } of deliveries) {
      if (this.#held.get(seq)?.delivery.claim === claim) this.#held.delete(seq);
    }
  }

  /**
   * Releases what is not worked on any more. If that cannot be written, it is tried again until it
   * can, or the claims have expired.
   */
  async release(deliveries: readonly DueDelivery[]): Promise<void> {
    this.drop(deliveries);
    try {
      await this.#writeReleased(deliveries);
    } catch (error) {
      this.#onError(error);
      this.#releaseLater(deliveries, performance.now() + leaseMs);
    }
  }

  #releaseLater(deliveries: readonly DueDelivery[], until: number): void {
    setTimeout(() => void this.#releaseAgain(deliveries, until), releaseAgainMs).unref();
  }

  async #releaseAgain(deliveries: readonly DueDelivery[], until: number): Promise<void> {
    try {
      await this.#writeReleased(deliveries);
    } catch {
      if (performance.now() < until) {
        this.#releaseLater(deliveries, until);
        return;
      }
    }
    this.#onEnded(subscriptionsOf(deliveries));
  }

  #writeReleased(deliveries: readonly DueDelivery[]): Promise<void> {
    return this.#database.write((tx) => releaseClaims(tx, deliveries), { inLine: false });
  }

  #renewLater(): void {
    if (this.#timer !== undefined || this.#held.size === 0) return;
    this.#timer = setTimeout(() => {
      void this.#renew()
        .catch((error: unknown) => this.#onError(error))
        .finally(() => {
          this.#timer = undefined;
          this.#renewLater();
        });
    }, renewEveryMs);
    this.#timer.unref();
  }

  async #renew(): Promise<void> {
    const deliveries = [...this.#held.values()].map(({ delivery }) => delivery);
    const busy = new Set(deliveries.map(({ subscriptionId }) => subscriptionId));
    for (const id of this.#exclusive) if (!busy.has(id)) this.#exclusive.delete(id);
    if (deliveries.length === 0) return;
    const renewedAt = performance.now();
    const { owner } = this.#leases;
    const still = await this.#database.write(
      async (tx) => {
        for (const id of [...this.#exclusive].toSorted()) {
          await takeLease(tx, { name: exclusiveLease(id), owner, forMs: leaseMs });
        }
        return renewClaims(tx, { deliveries: deliveries.toSorted(byLaneKey), leaseMs });
      },
      { inLine: false },
    );
    for (const { seq, claim } of deliveries) {
      const held = this.#held.get(seq);
      if (held?.delivery.claim === claim && still.has(seq)) held.renewedAt = renewedAt;
    }
    const ended = deliveries.filter(({ seq }) => !still.has(seq));
    if (ended.length > 0) this.#onEnded(subscriptionsOf(ended));
  }
}

function subscriptionsOf(deliveries: readonly DueDelivery[]): readonly string[] {
  return [...new Set(deliveries.map(({ subscriptionId }) => subscriptionId))];
}

/** The name of the lease that a process holds while it serves a subscription exclusively. */
export function exclusiveLease(subscriptionId: string): string {
  return `subscription/${subscriptionId}`;
}
