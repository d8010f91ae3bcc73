/**
 * Resolves with a plugin's promise, or fails if it takes too long: a promise that never settles
 * would block forever what waits for it, unnoticed.
 *
 * @param options.keepsRunning whether the wait alone keeps the process running: with nothing else
 *   to wait for, Node would exit silently
 * @throws the result of `late`, when `longestMs` have passed
 */
export async function inTime<Result>(
  result: PromiseLike<Result>,
  options: {
    readonly longestMs: number;
    readonly late: () => Error;
    readonly keepsRunning?: boolean;
  },
): Promise<Result> {
  const { longestMs, late, keepsRunning = false } = options;
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), longestMs);
  if (!keepsRunning) timer.unref();
  try {
    return await Promise.race([result, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
