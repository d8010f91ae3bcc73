import { standing } from '../sender/standing.ts';
import { effectiveTrouble } from '../sender/trouble.ts';
import type { Store } from '../store/store.ts';
import type { Webhook } from '../store/webhooks.ts';

/** A registered URL as the control API shows it. */
export interface WebhookView {
  readonly id: number;
  readonly url: string;
  /** `working`, `retrying` after a failed try, or `ignored` after too many. */
  readonly state: 'working' | 'retrying' | 'ignored';
  /** In a row. */
  readonly failedTries: number;
  /** ISO 8601, or `null`: at once. */
  readonly nextTryAt: string | null;
  /** The last activity that the URL accepted, or the newest one when it was registered. */
  readonly position: number;
  /** How many activities it is still to get. */
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
