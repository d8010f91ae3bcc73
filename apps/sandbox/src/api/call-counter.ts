/** How often an operation was called. */
export interface CallCount {
  /** For example `invoice/details`. */
  readonly operation: string;
  readonly calls: number;
  /** Number of responses by status. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Counts every API call, including rejected ones. In memory only. */
export class CallCounter {
  readonly #counts = new Map<string, Map<number, number>>();

  add(options: { readonly operation: string; readonly status: number }): void {
    const { operation, status } = options;
    const statuses = this.#counts.get(operation) ?? new Map<number, number>();
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    this.#counts.set(operation, statuses);
  }

  /** Returns the operations called so far, in order of their first call. */
  all(): CallCount[] {
    return [...this.#counts].map(([operation, statuses]) => ({
      operation,
      calls: [...statuses.values()].reduce((sum, count) => sum + count, 0),
      statuses: Object.fromEntries(statuses),
    }));
  }

  clear(): void {
    this.#counts.clear();
  }
}
