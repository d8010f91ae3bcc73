/** How much may be in flight at once, over all subscriptions. */
export interface SlotLimits {
  /** Each subscription has this many to itself, whatever the others do. */
  readonly guaranteed: number;
  /** What subscriptions may take beyond that, together. */
  readonly shared: number;
  /** The total: what the machine can bear (open connections). */
  readonly most: number;
}

/**
 * Counts what each subscription has in flight, and how much more it may have. Each has a share that
 * no other can take, so that however many subscribers hang, one that does not is served as if it
 * were alone.
 */
export class Slots {
  readonly #limits: SlotLimits;
  readonly #used = new Map<string, number>();
  #total = 0;
  #shared = 0;

  constructor(limits: SlotLimits) {
    this.#limits = limits;
  }

  get total(): number {
    return this.#total;
  }

  used(subscriptionId: string): number {
    return this.#used.get(subscriptionId) ?? 0;
  }

  /** How many more of this subscription may start. */
  room(subscriptionId: string): number {
    const { guaranteed, shared, most } = this.#limits;
    const own = Math.max(0, guaranteed - this.used(subscriptionId));
    const free = Math.max(0, shared - this.#shared);
    return Math.max(0, Math.min(own + free, most - this.#total));
  }

  take(subscriptionId: string): void {
    const used = this.used(subscriptionId) + 1;
    this.#used.set(subscriptionId, used);
    this.#total += 1;
    if (used > this.#limits.guaranteed) this.#shared += 1;
  }

  release(subscriptionId: string): void {
    const used = this.used(subscriptionId);
    if (used === 0) return;
    if (used === 1) this.#used.delete(subscriptionId);
    else this.#used.set(subscriptionId, used - 1);
    this.#total -= 1;
    if (used > this.#limits.guaranteed) this.#shared -= 1;
  }
}
