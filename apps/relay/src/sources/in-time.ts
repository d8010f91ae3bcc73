/**
 * What a plugin promised, or an error when it takes too long: an answer that never comes would hold up
 * for ever what waits for it, and nobody would be told.
 *
 * @param options.keepsRunning whether the wait alone keeps the process running: with nothing else to
 *   wait for, Node would end it without a word
 * @throws what `late` makes, when `longestMs` are over
 */
export async function inTime<Answer>(
  answer: PromiseLike<Answer>,
  options: {
    readonly longestMs: number;
    readonly late: () => Error;
    readonly keepsRunning?: boolean;
  },
): Promise<Answer> {
  const { longestMs, late, keepsRunning = false } = options;
  const { promise: tooLate, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(late()), longestMs);
  if (!keepsRunning) timer.unref();
  try {
    return await Promise.race([answer, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
