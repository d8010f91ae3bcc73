/** Counts calls within the last second. */
export class RateLimit {
  #accepted: number[] = [];

  /**
   * Counts one more call unless the limit is reached.
   *
   * @returns how long to wait, in whole seconds, or `null` if the call is allowed
   */
  take(options: { readonly now: number; readonly perSecond: number }): number | null {
    const { now, perSecond } = options;
    this.#accepted = this.#accepted.filter((at) => at > now - 1_000);
    if (this.#accepted.length < perSecond) {
      this.#accepted.push(now);
      return null;
    }
    const oldest = this.#accepted[0] ?? now;
    return Math.max(1, Math.ceil((oldest + 1_000 - now) / 1_000));
  }

  clear(): void {
    this.#accepted = [];
  }
}
