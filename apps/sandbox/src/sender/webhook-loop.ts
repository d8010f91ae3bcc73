import type { Logger } from 'pino';

import { formatNetDate, ticksOf } from '../envoice/net-date.ts';
import { webhookPayload } from '../envoice/webhook-payload.ts';
import type { LoggedActivity } from '../store/activity-log.ts';
import type { Store } from '../store/store.ts';
import type { Webhook } from '../store/webhooks.ts';
import type { Runtime } from '../runtime.ts';
import type { Poster, PostResult } from './poster.ts';
import { type Standing, standing } from './standing.ts';
import { effectiveTrouble } from './trouble.ts';
import type { Wake } from './wake.ts';

/** How many activities are read from the log at a time. */
const pageSize = 500;

export interface WebhookLoopOptions {
  readonly webhookId: number;
  readonly store: Store;
  readonly runtime: Runtime;
  readonly poster: Poster;
  readonly logger: Logger;
  /** Rings when there may be new work. */
  readonly wake: Wake;
  /** No new attempt starts once this aborts. */
  readonly stopping: AbortSignal;
  /** Aborts the attempt in progress. */
  readonly killed: AbortSignal;
}

/**
 * Sends the log to one URL: in chronological order, one activity at a time, each repeated until the
 * response is exactly status 200. Its only state is the position in the log, so a URL that recovers
 * gets everything it missed.
 */
export class WebhookLoop {
  readonly #options: WebhookLoopOptions;
  #page: LoggedActivity[] = [];
  #repeatedId = 0;

  constructor(options: WebhookLoopOptions) {
    this.#options = options;
  }

  /** Resolves when the URL is unregistered or the sender stops. */
  async run(): Promise<void> {
    const { store, stopping, wake, webhookId } = this.#options;
    while (!stopping.aborted) {
      const webhook = store.webhooks.find(webhookId);
      if (webhook === undefined) return;
      const activity = this.#nextAfter(webhook.position);
      if (activity === undefined) {
        await wake.next;
        continue;
      }
      const wait = (this.#standing(webhook).nextTryAt ?? 0) - this.#options.runtime.now();
      if (wait > 0) await this.#sleepOrWake(wait);
      else await this.#try({ webhook, activity });
    }
  }

  #nextAfter(position: number): LoggedActivity | undefined {
    if (this.#page[0]?.id === position) this.#page.shift();
    if (this.#page[0] === undefined) {
      this.#page = this.#options.store.activities.after({ id: position, limit: pageSize });
    }
    return this.#page[0];
  }

  #standing(webhook: Webhook): Standing {
    const trouble = effectiveTrouble(this.#options.store.settings.trouble);
    return standing({ webhook, trouble });
  }

  async #sleepOrWake(milliseconds: number): Promise<void> {
    const awake = new AbortController();
    const { wake, runtime } = this.#options;
    await Promise.race([runtime.sleep(milliseconds, awake.signal), wake.next]);
    awake.abort();
  }

  async #try(options: {
    readonly webhook: Webhook;
    readonly activity: LoggedActivity;
  }): Promise<void> {
    const { webhook, activity } = options;
    const { killed, poster, store, runtime } = this.#options;
    const triedAt = runtime.now();
    // Adds a fraction of a millisecond, which the clock doesn't provide but the vendor's dates
    // have.
    const timestamp = formatNetDate(ticksOf(triedAt + runtime.random()));
    const { scheme, trouble } = store.settings;
    const writing = effectiveTrouble(trouble);
    const body = webhookPayload({ activity, timestamp, scheme, writing });
    const result = await poster.post({ url: webhook.url, body, signal: killed });
    // We aborted it ourselves, which says nothing about the URL.
    if (killed.aborted && result.status === null) return;
    const attempt = {
      webhookId: webhook.id,
      url: webhook.url,
      activityId: activity.id,
      triedAt,
      durationMs: runtime.now() - triedAt,
      ...result,
    };
    store.transaction(() => {
      // The URL was unregistered while waiting for its response.
      if (store.webhooks.find(webhook.id) === undefined) return;
      store.attempts.add(attempt);
      if (result.status !== 200) store.webhooks.failed({ id: webhook.id, at: runtime.now() });
      else if (!this.#repeats(activity.id)) {
        store.webhooks.accepted({ id: webhook.id, position: activity.id });
      }
    });
    this.#report({ webhook, activity, result });
  }

  /** Returns whether to treat this response as lost, i.e. to send the activity once more. */
  #repeats(activityId: number): boolean {
    const every = this.#options.store.settings.trouble.repeatEvery;
    if (every === undefined || activityId % every !== 0) return false;
    if (this.#repeatedId === activityId) return false;
    this.#repeatedId = activityId;
    return true;
  }

  #report(options: {
    readonly webhook: Webhook;
    readonly activity: LoggedActivity;
    readonly result: PostResult;
  }): void {
    const { logger, store } = this.#options;
    const { webhook, activity, result } = options;
    const now = store.webhooks.find(webhook.id);
    if (now === undefined) return;
    const { state } = this.#standing(now);
    const line = { webhookId: webhook.id, activityId: activity.id, state, ...result };
    if (result.status !== 200) {
      const what = state === 'ignored' ? 'The URL does not work: ignored' : 'The URL does not work';
      logger.warn({ ...line, failedTries: now.failedTries }, what);
    } else if (webhook.failedTries > 0) {
      logger.info(line, 'The URL works again: it gets all that it missed');
    } else {
      logger.debug(line, 'The URL accepted an activity');
    }
  }
}
