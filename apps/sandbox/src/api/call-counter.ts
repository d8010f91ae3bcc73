/** How often an operation was called. */
export interface CallCount {
  /** Such as `invoice/details`. */
  readonly operation: string;
  readonly calls: number;
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
}

/** Counts every call of the API, also those that were refused. Kept in memory only. */
export class CallCounter {
  readonly #counts = new Map<string, Map<number, number>>();

  add(options: { readonly operation: string; readonly status: number }): void {
    const { operation, status } = options;
    const statuses = this.#counts.get(operation) ?? new Map<number, number>();
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    this.#counts.set(operation, statuses);
  }

  /** The operations that were called, in the order of their first call. */
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
