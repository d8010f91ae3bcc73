import type { ReadyDelivery } from './dispatch-store.ts';

interface Waiting {
  readonly ready: ReadyDelivery;
  /** When it was read, in epoch milliseconds. */
  readonly readAt: number;
}

/** Claimed deliveries that are ready to be sent, in order, by subscription. */
export class ReadyDeliveries {
  readonly #waiting = new Map<string, Waiting[]>();

  /** @param readAt epoch milliseconds */
  add(deliveries: readonly ReadyDelivery[], readAt: number): void {
    for (const ready of deliveries) {
      const { subscriptionId } = ready.delivery;
      const waiting = this.#waiting.get(subscriptionId);
      if (waiting === undefined) this.#waiting.set(subscriptionId, [{ ready, readAt }]);
      else waiting.push({ ready, readAt });
    }
  }

  count(subscriptionId: string): number {
    return this.#waiting.get(subscriptionId)?.length ?? 0;
  }

  subscriptionIds(): string[] {
    return [...this.#waiting.keys()];
  }

  /** The next one of a subscription. */
  peek(subscriptionId: string): ReadyDelivery | undefined {
    return this.#waiting.get(subscriptionId)?.[0]?.ready;
  }

  /** Removes the next one of a subscription. */
  shift(subscriptionId: string): void {
    const waiting = this.#waiting.get(subscriptionId);
    waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(subscriptionId);
  }

  /** Takes back what is ready of one subscription, or of all. */
  takeBack(subscriptionId?: string): ReadyDelivery[] {
    const ids = subscriptionId === undefined ? this.subscriptionIds() : [subscriptionId];
    const taken = ids.flatMap((id) => this.#waiting.get(id) ?? []);
    for (const id of ids) this.#waiting.delete(id);
    return taken.map(({ ready }) => ready);
  }

  /**
   * Subscriptions of which something was read longer ago than this, or before the clock was set
   * back: first those that have had something ready for longest.
   *
   * @param options.now epoch milliseconds
   */
  idsReadyFor({ milliseconds, now }: { milliseconds: number; now: number }): string[] {
    const isOld = (readAt: number): boolean => readAt < now - milliseconds || readAt > now;
    return [...this.#waiting].flatMap(([id, [first]]) =>
      first !== undefined && isOld(first.readAt) ? [id] : [],
    );
  }
}
