import { setImmediate } from 'node:timers/promises';

/**
 * How many positions of the log are examined in one step by statements that read the rows: some
 * tens of milliseconds in a long log, during which an embedded database blocks the thread.
 */
export const stepSize = 20_000;

/** Positions of the log, both ends included. */
export interface LogEnds {
  readonly first: number;
  readonly last: number;
}

/**
 * Divides a range of the log into steps, in the requested order, and lets others have the thread
 * between two of them.
 */
export async function* logSteps(
  options: LogEnds & { readonly order: 'asc' | 'desc' },
): AsyncGenerator<LogEnds, void, undefined> {
  const { first, last, order } = options;
  const ascending = order === 'asc';
  for (let done = 0; done <= last - first; done += stepSize) {
    if (done > 0) await setImmediate();
    yield ascending
      ? { first: first + done, last: Math.min(last, first + done + stepSize - 1) }
      : { first: Math.max(first, last - done - stepSize + 1), last: last - done };
  }
}
