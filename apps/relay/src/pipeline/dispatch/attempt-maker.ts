import { signStandardWebhook } from '@invoice-relay/core/signature';
import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { DeliveryQueue, DueDelivery } from '../lanes/delivery-queue.ts';
import type { DeliverySender, SendResult } from '../send/index.ts';
import type { AttemptRecord, AttemptRecorder } from '../record/attempt-recorder.ts';
import { judge } from '../record/outcome.ts';

/** While the database refuses to record an attempt, it is tried again this often. Milliseconds. */
const recordAgainMs = 1_000;

/** A delivery with all that an attempt needs. */
export interface ReadyDelivery {
  readonly delivery: DueDelivery;
  readonly event: {
    readonly id: string;
    readonly type: string;
    readonly connectionId: string;
    readonly body: string;
  };
  readonly url: string;
  /** The current secret first, then the one still valid during a rotation. */
  readonly secrets: readonly [string, ...string[]];
}

export interface AttemptMakerOptions {
  readonly queue: DeliveryQueue;
  readonly sender: DeliverySender;
  readonly recorder: AttemptRecorder;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  /** Told of every attempt, for metrics. */
  readonly onAttempt?: (record: AttemptRecord) => void;
}

/** Makes one attempt of a delivery: signs, sends, judges, records, logs. */
export class AttemptMaker {
  readonly #options: AttemptMakerOptions;

  constructor(options: AttemptMakerOptions) {
    this.#options = options;
  }

  /** Never rejects. */
  async make(attempt: ReadyDelivery & { readonly signal: AbortSignal }): Promise<void> {
    const { queue, clock, random, logger, onAttempt } = this.#options;
    const { delivery, event } = attempt;
    try {
      const startedAt = clock.now();
      const result = await this.#send(attempt, startedAt);
      if (result.aborted) {
        queue.release([delivery]);
        return;
      }
      const judgement = judge({ delivery, result, now: clock.now(), random });
      const record: AttemptRecord = { judgement, result, startedAt };
      await this.#record(record, attempt.signal);
      onAttempt?.(record);
      this.#log(event, record);
    } catch (error) {
      queue.release([delivery]);
      logger.error(
        { err: error, eventId: event.id, deliveryId: `dlv_${delivery.seq}` },
        'attempt could not be made',
      );
    }
  }

  #send(
    attempt: ReadyDelivery & { readonly signal: AbortSignal },
    now: number,
  ): Promise<SendResult> {
    const { event, url, secrets, signal } = attempt;
    const headers = signStandardWebhook({
      id: event.id,
      timestamp: Math.floor(now / 1000),
      body: event.body,
      secrets,
    });
    return this.#options.sender.send({
      url,
      headers: { 'content-type': 'application/json', ...headers },
      body: event.body,
      signal,
    });
  }

  /**
   * Keeps trying: an attempt that was made must not be made again only because the disk is full.
   */
  async #record(record: AttemptRecord, signal: AbortSignal): Promise<void> {
    const { recorder, clock, logger } = this.#options;
    for (;;) {
      try {
        await recorder.record(record);
        return;
      } catch (error) {
        if (signal.aborted) throw error;
        logger.error(
          { err: error, deliveryId: `dlv_${record.judgement.outcome.delivery.seq}` },
          'attempt could not be recorded; will try again',
        );
        await new Promise<void>((resolve) => {
          const cancel = clock.after(recordAgainMs, resolve);
          signal.addEventListener('abort', () => (cancel(), resolve()), { once: true });
        });
      }
    }
  }

  #log(event: ReadyDelivery['event'], { judgement, result }: AttemptRecord): void {
    const { outcome, gone } = judgement;
    const line = {
      deliveryId: `dlv_${outcome.delivery.seq}`,
      subscriptionId: outcome.delivery.subscriptionId,
      eventId: event.id,
      eventType: event.type,
      connectionId: event.connectionId,
      attempt: outcome.delivery.attempts + 1,
      status: result.status,
      durationMs: result.durationMs,
      outcome: gone ? 'gone' : outcome.status === 'pending' ? 'retry' : outcome.status,
      ...(outcome.status === 'pending'
        ? { nextAttemptAt: new Date(outcome.nextAttemptAt).toISOString() }
        : {}),
      ...(result.error === null ? {} : { error: result.error }),
    };
    if (result.error === null) this.#options.logger.info(line, 'attempt delivered');
    else this.#options.logger.warn(line, 'attempt failed');
  }
}
