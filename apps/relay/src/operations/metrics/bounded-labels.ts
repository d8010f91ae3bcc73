/** The label value for everything beyond the limit. */
const otherLabel = 'other';

/**
 * Limits the values of a label, as each creates a permanent time series: the first ones are kept
 * apart, and all others share one.
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

  /** Makes room for another. @returns whether it had a value of its own */
  forget(value: string): boolean {
    return this.#known.delete(value);
  }
}
