/** What everything beyond the bound is counted under. */
export const otherLabel = 'other';

/**
 * Keeps the values of a label few, as each is a time series for ever: the first ones are told apart,
 * and all others are one.
 */
export class BoundedLabels {
  readonly #most: number;
  readonly #known = new Set<string>();

  constructor(options: { readonly most: number }) {
    this.#most = options.most;
  }

  of(value: string): string {
    if (this.#known.has(value)) return value;
    if (this.#known.size >= this.#most) return otherLabel;
    this.#known.add(value);
    return value;
  }

  /** It makes room for another. @returns whether it was told apart */
  forget(value: string): boolean {
    return this.#known.delete(value);
  }
}
