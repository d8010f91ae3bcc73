type Listener = (subscriptionIds: readonly string[] | undefined) => void;

/** Tells the dispatcher that something may be due, so that it need not wait for its next check. */
export class Wake {
  readonly #listeners = new Set<Listener>();
  readonly #changeListeners = new Set<(subscriptionId: string) => void>();

  /** @returns removes the callback */
  onWake(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** @param subscriptionIds of these; if omitted, of any */
  wake(subscriptionIds?: readonly string[]): void {
    for (const listener of this.#listeners) listener(subscriptionIds);
  }

  /** @returns removes the callback */
  onChange(listener: (subscriptionId: string) => void): () => void {
    this.#changeListeners.add(listener);
    return () => this.#changeListeners.delete(listener);
  }

  /** A subscription was changed, or what is to be sent to it: what was read is out of date. */
  changed(subscriptionId: string): void {
    for (const listener of this.#changeListeners) listener(subscriptionId);
    this.wake([subscriptionId]);
  }
}
