import type { Webhook } from '../store/webhooks.ts';
import type { EffectiveTrouble } from './trouble.ts';

/** How a URL stands with the vendor. */
export interface Standing {
  readonly state: 'working' | 'retrying' | 'ignored';
  /** Milliseconds since the Unix epoch, or `null`: at once. */
  readonly nextTryAt: number | null;
}

/**
 * Worked out from the failed tries each time, never stored: so a change of the waits counts at
 * once, also for a URL that waits already.
 */
export function standing(options: {
  readonly webhook: Pick<Webhook, 'failedTries' | 'lastFailedAt'>;
  readonly trouble: EffectiveTrouble;
}): Standing {
  const { failedTries, lastFailedAt } = options.webhook;
  const { retryDelaysMs, ignoreAfter, ignoreForMs } = options.trouble;
  if (failedTries === 0 || lastFailedAt === null) return { state: 'working', nextTryAt: null };
  if (failedTries >= ignoreAfter) {
    return { state: 'ignored', nextTryAt: lastFailedAt + ignoreForMs };
  }
  const wait = retryDelaysMs[failedTries - 1] ?? retryDelaysMs.at(-1) ?? ignoreForMs;
  return { state: 'retrying', nextTryAt: lastFailedAt + wait };
}
