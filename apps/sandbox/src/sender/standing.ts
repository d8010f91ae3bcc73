import type { Webhook } from '../store/webhooks.ts';
import type { EffectiveTrouble } from './trouble.ts';

/** The state of a URL on the vendor's side. */
export interface Standing {
  readonly state: 'working' | 'retrying' | 'ignored';
  /** Milliseconds since the Unix epoch, or `null` for immediately. */
  readonly nextTryAt: number | null;
}

/**
 * Computed from the failed attempts on each call and never stored, so that a change of the delays
 * takes effect at once, even for a URL that is already waiting.
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
