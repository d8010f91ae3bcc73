import { signStandardWebhook } from '@invoice-relay/core/signature';
import type { Logger } from 'pino';

import type { Span, Tracer } from '../../operations/tracing/tracer.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { pause } from '../../shared/clock/pause.ts';
import { RepeatedFailure } from '../../shared/repeated-failure.ts';
import type { DeliveryQueue, DueDelivery, Outcome } from '../lanes/delivery-queue.ts';
import type { SentRequest } from '../record/attempt-headers.ts';
import { withholdSecrets } from '../record/withhold-secrets.ts';
import type { AttemptRecorder } from '../record/attempt-recorder.ts';
import type { AttemptRecord } from '../record/attempt-record.ts';
import { judge } from '../record/judge-attempt.ts';
import type { Judgement } from '../record/judge-attempt.ts';
import type { DeliverySender, SendResult } from '../send/sender.ts';
import type { ReadyDelivery } from './dispatch-store.ts';
import { logAttempt } from './log-attempt.ts';
import type { PaceSample } from './pace-sample.ts';
import { deliveryId } from '../../shared/ids/delivery-id.ts';

/** How often recording an attempt is retried while the database rejects it. Milliseconds. */
const recordAgainMs = 1_000;

export interface AttemptMakerOptions {
  readonly queue: DeliveryQueue;
  readonly sender: DeliverySender;
  readonly recorder: AttemptRecorder;
  readonly clock: Clock;
  readonly random: () => number;
  readonly logger: Logger;
  readonly tracer: Tracer;
  /** Called after every attempt, for metrics. */
  readonly onAttempt?: (record: AttemptRecord) => void;
}

export interface AttemptProgress {
  /** Called once, when the attempt has ended, and before that is on disk. */
  readonly onEnded: (sample: Omit<PaceSample, 'place'>) => void;
}

/** Makes one attempt of a delivery: signs, sends, judges, records, logs. */
export class AttemptMaker {
  readonly #options: AttemptMakerOptions;
  /** Attempts that were made and could not be recorded yet. */
  readonly #unrecorded = new Set<DueDelivery>();
  readonly #failure: RepeatedFailure;

  constructor(options: AttemptMakerOptions) {
    this.#options = options;
    this.#failure = new RepeatedFailure(options);
  }

  /**
   * Never rejects.
   *
   * @returns the state of the delivery, once it is on disk; undefined if it was released
   */
  async make(
    attempt: ReadyDelivery & AttemptProgress & { readonly signal: AbortSignal },
  ): Promise<Outcome | undefined> {
    const { queue, clock, random, logger, onAttempt } = this.#options;
    const { delivery, event } = attempt;
    const progress = new Progress(attempt);
    const startedAt = clock.now();
    if (!queue.holds(delivery)) {
      // This process stalled, and by now another one may have it.
      progress.gaveUp({ startedAt, now: startedAt });
      await queue.release([delivery]);
      return undefined;
    }
    const span = this.#startSpan(attempt);
    let failure = 'attempt could not be made';
    try {
      const { subscriber, body, signal } = attempt;
      const headers = headersOf({ ...attempt, startedAt, traceparent: span.traceparent });
      const result = await this.#options.sender.send({
        url: subscriber.url,
        headers,
        body,
        expect: subscriber.expect,
        signal,
        onDecided: () => progress.decided(clock.now()),
      });
      const now = clock.now();
      progress.decided(now);
      const judgement = judge({ delivery, result, now, random });
      progress.ended({ startedAt, now, result, judgement });
      endSpan(span, { result, judgement });
      if (result.aborted) {
        await queue.release([delivery]);
        return undefined;
      }
      const request: SentRequest = {
        url: subscriber.url,
        signature: headers['webhook-signature'],
        traceparent: span.traceparent,
        // Their values may be passwords.
        ownHeaders: Object.keys(subscriber.headers),
      };
      const told = withholdSecrets(result, subscriber);
      const record: AttemptRecord = { judgement, result: told, request, startedAt };
      failure = 'attempt was made, but could not be recorded; it will be made again';
      await this.#record(record, attempt.signal);
      failure = 'attempt was recorded, but could not be reported';
      onAttempt?.(record);
      logAttempt(logger, { event, record });
      return judgement.outcome;
    } catch (error) {
      progress.gaveUp({ startedAt, now: clock.now() });
      span.end({ error: true });
      await queue.release([delivery]);
      logger.error(
        { err: error, eventId: event.id, deliveryId: deliveryId(delivery.seq) },
        failure,
      );
      return undefined;
    }
  }

  #startSpan({ delivery, event }: ReadyDelivery): Span {
    return this.#options.tracer.start('deliver', {
      parent: event.trace,
      kind: 'client',
      attributes: {
        'invoice_relay.connection.id': event.connectionId,
        'invoice_relay.event.id': event.id,
        'invoice_relay.subscription.id': delivery.subscriptionId,
        'invoice_relay.delivery.id': deliveryId(delivery.seq),
        'invoice_relay.attempt': delivery.attempts + 1,
      },
    });
  }

  /** Keeps trying: an attempt must not be made again just because the disk is full. */
  async #record(made: AttemptRecord, signal: AbortSignal): Promise<void> {
    const { recorder, clock } = this.#options;
    const { delivery } = made.judgement.outcome;
    for (let record = made; ; record = { ...made, again: true }) {
      try {
        await recorder.record(record);
        this.#recorded(delivery);
        return;
      } catch (error) {
        if (signal.aborted) throw error;
        this.#notRecorded(delivery, error);
        await pause({ clock, milliseconds: recordAgainMs, signal });
      }
    }
  }

  #notRecorded(delivery: DueDelivery, error: unknown): void {
    this.#unrecorded.add(delivery);
    if (!this.#failure.isNews(error)) return;
    this.#options.logger.error(
      { err: error, deliveryId: deliveryId(delivery.seq), waiting: this.#unrecorded.size },
      'an attempt was made, but could not be recorded; will try again, as with all others that are waiting to be recorded',
    );
  }

  #recorded(delivery: DueDelivery): void {
    if (!this.#unrecorded.delete(delivery) || this.#unrecorded.size > 0) return;
    this.#failure.ended();
    this.#options.logger.info('all attempts are recorded again');
  }
}

function endSpan(
  span: Span,
  { result, judgement }: { readonly result: SendResult; readonly judgement: Judgement },
): void {
  span.end({
    error: result.error !== null && !result.aborted,
    attributes: {
      // An attempt aborted by our shutdown is not informative, and is made again.
      'invoice_relay.outcome': result.aborted ? 'aborted' : judgement.outcome.status,
      ...(result.status === null ? {} : { 'http.response.status_code': result.status }),
    },
  });
}

/** The headers of the request. */
function headersOf(
  attempt: ReadyDelivery & { readonly startedAt: number; readonly traceparent: string | null },
) {
  const { delivery, event, subscriber, body, startedAt, traceparent } = attempt;
  const timestamp = Math.floor(startedAt / 1000);
  return {
    'content-type': 'application/json',
    ...subscriber.headers,
    ...signStandardWebhook({ id: event.id, timestamp, body, secrets: subscriber.secrets }),
    ...(traceparent === null ? {} : { traceparent }),
    ...(delivery.replayId === null ? {} : { 'invoice-relay-replay': delivery.replayId }),
  };
}

/** Reports how it ended, once, with the time from which the outcome was known. */
class Progress {
  readonly #progress: AttemptProgress;
  #decidedAt: number | undefined;
  #ended = false;

  constructor(progress: AttemptProgress) {
    this.#progress = progress;
  }

  decided(now: number): void {
    if (this.#decidedAt !== undefined) return;
    this.#decidedAt = now;
  }

  ended(options: {
    readonly startedAt: number;
    readonly now: number;
    readonly result: SendResult;
    readonly judgement: Judgement;
  }): void {
    const { startedAt, now, result, judgement } = options;
    this.#ended = true;
    this.#progress.onEnded({
      startedAt,
      now: this.#decidedAt ?? now,
      outcome: paceOutcome({ result, judgement }),
      retryAfterMs: result.retryAfterMs,
    });
  }

  gaveUp({ startedAt, now }: { readonly startedAt: number; readonly now: number }): void {
    this.decided(now);
    if (this.#ended) return;
    this.#ended = true;
    this.#progress.onEnded({ startedAt, now, outcome: 'skipped', retryAfterMs: null });
  }
}

/** A proxy responds like this for a subscriber that does not keep up (Standard Webhooks). */
const overloadedBehindProxy: ReadonlySet<number | null> = new Set([502, 504]);

function paceOutcome(options: {
  readonly result: SendResult;
  readonly judgement: Judgement;
}): PaceSample['outcome'] {
  const { result, judgement } = options;
  if (result.aborted) return 'skipped';
  if (result.error === null) return 'delivered';
  if (judgement.refused) return 'refused';
  const isTimeout = result.timedOut === true || overloadedBehindProxy.has(result.status);
  return isTimeout ? 'timeout' : 'failed';
}
