import { standing } from '../sender/standing.ts';
import { effectiveTrouble } from '../sender/trouble.ts';
import type { Store } from '../store/store.ts';
import type { Webhook } from '../store/webhooks.ts';

/** A registered URL as returned by the control API. */
export interface WebhookView {
  readonly id: number;
  readonly url: string;
  /** `working`, `retrying` after a failed attempt, or `ignored` after too many. */
  readonly state: 'working' | 'retrying' | 'ignored';
  /** Consecutive failures. */
  readonly failedTries: number;
  /** ISO 8601, or `null` for immediately. */
  readonly nextTryAt: string | null;
  /** The last activity that the URL accepted, or the newest one at registration. */
  readonly position: number;
  /** Number of activities still to be sent. */
  readonly waiting: number;
  /** ISO 8601. */
  readonly createdAt: string;
}

export function webhookView(options: {
  readonly store: Store;
  readonly webhook: Webhook;
}): WebhookView {
  const { store, webhook } = options;
  const trouble = effectiveTrouble(store.settings.trouble);
  const { state, nextTryAt } = standing({ webhook, trouble });
  return {
    id: webhook.id,
    url: webhook.url,
    state,
    failedTries: webhook.failedTries,
    nextTryAt: nextTryAt === null ? null : new Date(nextTryAt).toISOString(),
    position: webhook.position,
    waiting: store.activities.countAfter(webhook.position),
    createdAt: new Date(webhook.createdAt).toISOString(),
  };
}
