/** Lets many wait for the next ring, each as often as it likes. */
export class Wake {
  #next = Promise.withResolvers<void>();

  /** Ends at the next ring. Take it in the same turn in which you saw that there is nothing to do. */
  get next(): Promise<void> {
    return this.#next.promise;
  }

  ring(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers<void>();
  }
}
