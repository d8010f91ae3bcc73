/** Lets any number of waiters wait for the next ring, repeatedly. */
export class Wake {
  #next = Promise.withResolvers<void>();

  /** Resolves at the next ring. Read it in the same tick in which you found nothing to do. */
  get next(): Promise<void> {
    return this.#next.promise;
  }

  ring(): void {
    this.#next.resolve();
    this.#next = Promise.withResolvers<void>();
  }
}
