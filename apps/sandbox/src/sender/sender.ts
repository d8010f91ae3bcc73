import type { Logger } from 'pino';

import type { Store } from '../store/store.ts';
import type { Webhook } from '../store/webhooks.ts';
import type { Runtime } from '../runtime.ts';
import { Poster, type PostResult } from './poster.ts';
import { Wake } from './wake.ts';
import { WebhookLoop } from './webhook-loop.ts';

/** How long attempts in progress may continue when the sandbox stops. */
const stopGraceMs = 3_000;

export interface SenderOptions {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly logger: Logger;
  /** Timeout of one request, in milliseconds. */
  readonly timeoutMs: number;
  /** Called when the state can no longer be read or written, so that nothing can be sent. */
  readonly onFatal: (error: unknown) => void;
}

/** The vendor's webhook sender. Each URL is independent, so a slow one doesn't delay the others. */
export class Sender {
  readonly #options: SenderOptions;
  readonly #poster: Poster;
  readonly #wake = new Wake();
  readonly #stopping = new AbortController();
  readonly #killed = new AbortController();
  readonly #loops = new Map<number, Promise<void>>();

  constructor(options: SenderOptions) {
    this.#options = options;
    this.#poster = new Poster({ timeoutMs: options.timeoutMs });
  }

  /** Continues from the position of each URL. */
  start(): void {
    for (const webhook of this.#options.store.webhooks.all()) this.add(webhook.id);
  }

  /** Starts sending to a newly registered URL. */
  add(webhookId: number): void {
    const loop = new WebhookLoop({
      ...this.#options,
      webhookId,
      poster: this.#poster,
      wake: this.#wake,
      stopping: this.#stopping.signal,
      killed: this.#killed.signal,
    });
    const ended = loop
      .run()
      .catch((error: unknown) => this.#options.onFatal(error))
      .finally(() => this.#loops.delete(webhookId));
    this.#loops.set(webhookId, ended);
  }

  /** Call after any change of activities, URLs or settings. */
  ring(): void {
    this.#wake.ring();
  }

  /** Tests a URL with an empty POST, as the vendor may, and records the attempt. */
  async probe(webhook: Webhook): Promise<PostResult> {
    const { store, runtime } = this.#options;
    const triedAt = runtime.now();
    const result = await this.#poster.post({
      url: webhook.url,
      body: new Uint8Array(),
      signal: this.#killed.signal,
    });
    if (store.webhooks.find(webhook.id) !== undefined) {
      store.attempts.add({
        webhookId: webhook.id,
        url: webhook.url,
        activityId: null,
        triedAt,
        durationMs: runtime.now() - triedAt,
        ...result,
      });
    }
    return result;
  }

  /** Waits briefly for attempts in progress, and starts no more. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wake.ring();
    const ended = Promise.all(this.#loops.values());
    const awake = new AbortController();
    await Promise.race([ended, this.#options.runtime.sleep(stopGraceMs, awake.signal)]);
    awake.abort();
    this.#killed.abort();
    await ended;
    this.#poster.close();
  }
}
