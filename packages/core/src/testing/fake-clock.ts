/** A clock that only moves when told to, and a sleep that advances it instead of waiting. */
export interface FakeClock {
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number;
  readonly advance: (milliseconds: number) => void;
  /**
   * Advances the clock and resolves immediately; rejects with the signal's reason once it is
   * aborted.
   */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/**
 * @param options.start ISO 8601 or milliseconds since the Unix epoch; 2026-11-20T10:00:00Z by
 *   default
 */
export function createFakeClock(options: { readonly start?: string | number } = {}): FakeClock {
  let now = new Date(options.start ?? '2026-11-20T10:00:00Z').getTime();
  const advance = (milliseconds: number) => {
    now += milliseconds;
  };
  return {
    now: () => now,
    advance,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted();
      advance(milliseconds);
    },
  };
}
