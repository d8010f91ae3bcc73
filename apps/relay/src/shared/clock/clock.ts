/** Time, passed in wherever it is needed, so that tests control it. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /**
   * Calls back once after a wait; the returned function cancels it. The wait does not keep the
   * process alive.
   *
   * @param milliseconds zero or more
   */
  after(milliseconds: number, callback: () => void): () => void;
}

/** The longest wait of a Node timer. */
const longestTimer = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, Math.min(milliseconds, longestTimer));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
