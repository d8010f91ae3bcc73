/** Tells the dispatcher that something may be due, so that it need not wait for its next look. */
export class Wake {
  readonly #callbacks = new Set<() => void>();

  /** @returns takes the callback back */
  onWake(callback: () => void): () => void {
    this.#callbacks.add(callback);
    return () => this.#callbacks.delete(callback);
  }

  wake(): void {
    for (const callback of this.#callbacks) callback();
  }
}
