import type { ReadyDelivery } from './dispatch-store.ts';

/** Claimed deliveries that are ready to be sent, in order, by subscription. */
export class ReadyDeliveries {
  readonly #waiting = new Map<string, ReadyDelivery[]>();

  add(deliveries: readonly ReadyDelivery[]): void {
    for (const ready of deliveries) {
      const { subscriptionId } = ready.delivery;
      const waiting = this.#waiting.get(subscriptionId);
      if (waiting === undefined) this.#waiting.set(subscriptionId, [ready]);
      else waiting.push(ready);
    }
  }

  count(subscriptionId: string): number {
    return this.#waiting.get(subscriptionId)?.length ?? 0;
  }

  subscriptionIds(): string[] {
    return [...this.#waiting.keys()];
  }

  /** What is ready of a subscription, the next one first. */
  peek(subscriptionId: string): readonly ReadyDelivery[] {
    return this.#waiting.get(subscriptionId) ?? [];
  }

  next(subscriptionId: string): ReadyDelivery | undefined {
    const waiting = this.#waiting.get(subscriptionId);
    const next = waiting?.shift();
    if (waiting?.length === 0) this.#waiting.delete(subscriptionId);
    return next;
  }

  /** Takes back what is ready of one subscription, or of all. */
  takeBack(subscriptionId?: string): ReadyDelivery[] {
    const ids = subscriptionId === undefined ? this.subscriptionIds() : [subscriptionId];
    const taken = ids.flatMap((id) => this.#waiting.get(id) ?? []);
    for (const id of ids) this.#waiting.delete(id);
    return taken;
  }
}
