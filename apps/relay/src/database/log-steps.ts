import { setImmediate } from 'node:timers/promises';

/**
 * So many places of the log are looked at in one step, by statements that read the rows: some tens of
 * milliseconds in a long log, during which an embedded database lets nobody else have the thread.
 */
export const stepSize = 20_000;

/** Places of the log, both ends included. */
export interface LogStep {
  readonly first: number;
  readonly last: number;
}

/**
 * Cuts a stretch of the log in steps, in the order asked for, and lets others have the thread between
 * two of them.
 */
export async function* logSteps(
  options: LogStep & { readonly order: 'asc' | 'desc' },
): AsyncGenerator<LogStep, void, undefined> {
  const { first, last, order } = options;
  const ascending = order === 'asc';
  for (let done = 0; done <= last - first; done += stepSize) {
    if (done > 0) await setImmediate();
    yield ascending
      ? { first: first + done, last: Math.min(last, first + done + stepSize - 1) }
      : { first: Math.max(first, last - done - stepSize + 1), last: last - done };
  }
}
