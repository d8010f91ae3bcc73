import { VendorError } from '../errors/index.ts';
import type { SourceOptions } from '../source/index.ts';

/** Before the second attempt, in milliseconds; doubled for each further one. */
const firstWaitMs = 500;
/** No wait is longer than this, in milliseconds: whoever needs a longer one has to schedule it. */
export const longestWaitMs = 30_000;

/**
 * Makes an attempt, and retries after a temporary error, up to `maxAttempts` in total, except for a
 * redirect: that would lead to the same place half a second later, and is fixed by people. Waits
 * grow exponentially, with jitter over their upper half; a vendor that asks for a longer wait gets
 * it, and if that is longer than {@link longestWaitMs}, the error is thrown immediately.
 */
export async function withRetries<Result>(options: {
  readonly runtime: Pick<SourceOptions, 'random' | 'sleep'>;
  readonly maxAttempts: number;
  readonly signal: AbortSignal | undefined;
  readonly attempt: () => Promise<Result>;
}): Promise<Result> {
  const { runtime, maxAttempts, signal, attempt } = options;
  for (let count = 1; ; count += 1) {
    signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof VendorError) || !mayPass(error) || count >= maxAttempts) throw error;
      const backoff = Math.min(longestWaitMs, firstWaitMs * 2 ** (count - 1));
      const wait = Math.max(backoff * (0.5 + runtime.random() / 2), error.retryAfterMs ?? 0);
      if (wait > longestWaitMs) throw error;
      await runtime.sleep(wait, signal).catch((thrown: unknown) => {
        // An aborted sleep may have an error of its own.
        signal?.throwIfAborted();
        throw thrown;
      });
    }
  }
}

function mayPass({ temporary, status }: VendorError): boolean {
  const isRedirect = status !== null && status >= 300 && status < 400;
  return temporary && !isRedirect;
}
