import type { Logger } from 'pino';

import { minutes } from '../../shared/clock/durations.ts';
import { isStorageFailure } from '../../database/storage-failure.ts';
import { lacksKey } from '../../database/vault/vault.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { pause } from '../../shared/clock/pause.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { ClaimedJob, JobStore } from '../../jobs/job-store.ts';
import { asVendorError } from '../access/vendor-gate.ts';
import type { VendorAccess, VendorSession } from '../access/vendor-access.ts';
import type { VendorHealth } from '../health/vendor-health.ts';
import { enrichmentJobs, gatherMs } from '../../pipeline/log/enrichment-jobs.ts';
import type {
  EnrichmentResult,
  EnrichmentStore,
  UnavailableReason,
  WaitingSubject,
} from './enrichment-store.ts';

/** For how many connections vendors are asked at the same time. */
const connectionsAtOnce = 25;

/**
 * Concurrent subjects per connection: enough that the gate, which limits requests, always has one
 * to send.
 */
const subjectsAtOnce = 8;

/**
 * How long a vendor is asked for one document before its events go without. Milliseconds. Long
 * enough for a slow vendor, short enough that a workflow about a payment still feels prompt.
 */
const askForMs = 1 * minutes;

/** Waits between retries when a vendor fails temporarily. Milliseconds. */
const askAgainMs = [1_000, 2_000, 5_000, 10_000, 20_000];

/** How long to wait after a failure on our side. Milliseconds. */
const againMs = 1_000;

export interface EnrichmentHandlerOptions {
  readonly store: EnrichmentStore;
  readonly jobs: Pick<JobStore, 'onScheduled'>;
  readonly vendors: VendorAccess;
  readonly health: VendorHealth;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
}

/**
 * Fetches the documents that the events of a connection are about: once for all waiting events of a
 * subject, and until their deadline. An event whose document is not available in time is sent
 * without it, and says why.
 */
export class EnrichmentHandler implements JobHandler {
  readonly kind = enrichmentJobs;
  readonly atOnce = connectionsAtOnce;
  readonly #options: EnrichmentHandlerOptions;

  constructor(options: EnrichmentHandlerOptions) {
    this.#options = options;
  }

  async run(options: {
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<JobResult> {
    const { job, signal } = options;
    const connectionId = job.key;
    const { store, clock } = this.#options;
    const asked = new Map<string, Promise<void>>();
    const now = clock.now();
    // Where a run ends, nothing is overdue: these waited for a relay that was down.
    await store.extendOverdue({ connectionId, now, until: now + askForMs, signal });
    try {
      for (;;) {
        signal.throwIfAborted();
        // Subscribed from here on, so that nothing between this check and the wait is missed.
        using change = this.#nextChange(signal);
        const dueAt = await this.#round({ connectionId, asked, signal });
        if (asked.size === 0) return dueAt === Infinity ? 'done' : { dueAt };
        change.at(dueAt);
        await Promise.race([change.happened, ...asked.values()]);
      }
    } finally {
      await Promise.all(asked.values());
    }
  }

  /** @returns when to check again, in epoch milliseconds */
  async #round(options: {
    readonly connectionId: string;
    readonly asked: Map<string, Promise<void>>;
    readonly signal: AbortSignal;
  }): Promise<number> {
    const { connectionId, asked, signal } = options;
    const { store, clock } = this.#options;
    const before = [...asked.keys()];
    // What is being fetched is among the oldest, and comes first.
    let subjects = await store.waiting({ connectionId, limit: subjectsAtOnce });
    while (subjects.some(({ until }) => until <= clock.now())) {
      const now = clock.now();
      const traces = await store.giveUpOverdue({ connectionId, now });
      this.#trace({ traces, connectionId, startedAt: now, outcome: 'timeout' });
      subjects = await store.waiting({ connectionId, limit: subjectsAtOnce });
    }
    let lookAt = Infinity;
    for (const subject of subjects) {
      lookAt = Math.min(lookAt, subject.until);
      const key = keyOf(subject);
      // Those that ended while this was read may be listed nevertheless.
      if (asked.has(key) || before.includes(key)) continue;
      // Received by a clock that was ahead: it has waited long enough.
      const gatheredAt = subject.since > clock.now() ? clock.now() : subject.since + gatherMs;
      if (gatheredAt > clock.now()) lookAt = Math.min(lookAt, gatheredAt);
      else {
        const asking = this.#resolve({ waiting: subject, stop: signal })
          .catch((error: unknown) => this.#failed({ error, connectionId, signal }))
          .finally(() => asked.delete(key));
        asked.set(key, asking);
      }
    }
    // They may have got further events.
    return before.every((key) => asked.has(key)) ? lookAt : clock.now();
  }

  /** A failure on our side, such as a full disk, which does not pass the next moment. */
  async #failed(options: {
    readonly error: unknown;
    readonly connectionId: string;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const { error, connectionId, signal } = options;
    const { logger, clock } = this.#options;
    logger.error({ err: error, connectionId }, 'an event could not be enriched; will try again');
    await pause({ clock, milliseconds: againMs, signal });
  }

  /** Something was scheduled, a time was reached, or the signal was aborted. */
  #nextChange(signal: AbortSignal): Disposable & {
    readonly happened: Promise<void>;
    at(moment: number): void;
  } {
    const { jobs, clock } = this.#options;
    const { promise, resolve } = Promise.withResolvers<void>();
    const stopListening = jobs.onScheduled(resolve);
    const onAbort = (): void => resolve();
    signal.addEventListener('abort', onAbort);
    let cancel = (): void => {};
    return {
      happened: promise,
      at(moment) {
        if (moment !== Infinity) cancel = clock.after(Math.max(0, moment - clock.now()), resolve);
      },
      [Symbol.dispose]() {
        stopListening();
        cancel();
        signal.removeEventListener('abort', onAbort);
      },
    };
  }

  async #resolve(options: {
    readonly waiting: WaitingSubject;
    readonly stop: AbortSignal;
  }): Promise<void> {
    const { waiting, stop } = options;
    const { store, clock, logger } = this.#options;
    const deadline = new AbortController();
    const startedAt = clock.now();
    const wait = Math.min(askForMs, waiting.until - startedAt);
    const cancel = clock.after(Math.max(0, wait), () => deadline.abort());
    const signal = AbortSignal.any([deadline.signal, stop]);
    try {
      const result = await this.#fetchDocument({ waiting, signal, stop });
      // Stopped: the next start asks again.
      if (result === undefined) return;
      const traces = await store.finish({ subject: waiting, result });
      const { connectionId } = waiting;
      const outcome = 'document' in result ? 'complete' : result.reason;
      this.#trace({ traces, connectionId, startedAt, outcome });
      logger.info(
        {
          connectionId: waiting.connectionId,
          subject: waiting.subject,
          outcome,
        },
        'enrichment',
      );
    } finally {
      cancel();
    }
  }

  /** Creates a span for each event: the vendor was asked once for all. */
  #trace(options: {
    readonly traces: readonly string[];
    readonly connectionId: string;
    readonly startedAt: number;
    readonly outcome: string;
  }): void {
    const { traces, connectionId, startedAt, outcome } = options;
    const { tracer, clock } = this.#options;
    for (const parent of traces) {
      tracer
        .start('enrich', {
          parent,
          at: startedAt,
          attributes: {
            'invoice_relay.connection.id': connectionId,
            'invoice_relay.outcome': outcome,
          },
        })
        .end({ at: clock.now() });
    }
  }

  /** @returns undefined if it was stopped */
  async #fetchDocument(options: {
    readonly waiting: WaitingSubject;
    /** Aborted by a shutdown, and when the deadline has passed. */
    readonly signal: AbortSignal;
    readonly stop: AbortSignal;
  }): Promise<EnrichmentResult | undefined> {
    const { waiting, signal, stop } = options;
    const { connectionId, subject } = waiting;
    const { vendors, health, logger } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      let session: VendorSession | undefined;
      try {
        session = await vendors.open({ connectionId, purpose: 'enrichment', signal });
        if (session?.source.enrich === undefined) return { reason: 'failed' };
        const document = await session.source.enrich(subject, session.context);
        await health.note({ connectionId, failure: null });
        return document === null ? { reason: 'no_document' } : { document };
      } catch (error) {
        const failure = session === undefined ? error : session.failureOf(error);
        // It says nothing about the vendor.
        if (isStorageFailure(failure) || lacksKey(failure)) throw failure;
        if (stop.aborted) return undefined;
        if (signal.aborted) {
          await health.note({ connectionId, failure: 'The vendor did not respond in time.' });
          return { reason: 'timeout' };
        }
        const problem = asVendorError(failure);
        await health.noteError({ connectionId, error: problem });
        logger.warn({ err: problem, connectionId, subject }, 'the vendor returned no document');
        if (!problem.temporary) return { reason: reasonOf(problem.code) };
        const wait = askAgainMs[Math.min(attempt, askAgainMs.length - 1)] ?? 0;
        const milliseconds = Math.max(wait, problem.retryAfterMs ?? 0);
        await pause({ clock: this.#options.clock, milliseconds, signal });
        if (stop.aborted) return undefined;
        if (signal.aborted)
          return { reason: problem.code === 'vendor_failed' ? 'failed' : 'timeout' };
      }
    }
  }
}

function reasonOf(code: string): UnavailableReason {
  if (code === 'vendor_unauthorized') return 'refused';
  return code === 'vendor_not_found' ? 'no_document' : 'failed';
}

function keyOf({ subject }: WaitingSubject): string {
  return `${subject.kind}/${subject.id}`;
}
