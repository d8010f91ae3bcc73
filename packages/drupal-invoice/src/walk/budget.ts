/** A step is about so many requests long, and never much longer than this time. */
const mostRequests = 25;
const longestMs = 5000;
/** Passing over so many ids, which the memory has to be asked for, counts as a request. */
const skipsPerRequest = 100;

/** Is a step long enough? */
export function isSpent(options: {
  readonly requests: number;
  readonly skipped: number;
  /** Both in milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly now: number;
}): boolean {
  const { requests, skipped, startedAt, now } = options;
  return requests + skipped / skipsPerRequest >= mostRequests || now - startedAt >= longestMs;
}
