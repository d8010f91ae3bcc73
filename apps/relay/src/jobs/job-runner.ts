import { setImmediate } from 'node:timers/promises';

import type { Logger } from 'pino';

import { hours, minutes } from '../shared/clock/durations.ts';
import type { Clock } from '../shared/clock/clock.ts';
import type { Database } from '../database/database.ts';
import { isDamaged, isStorageFailure } from '../database/storage-failure.ts';
import { RepeatedFailure } from '../shared/repeated-failure.ts';
import { DueLoop } from './due-loop.ts';
import type { ClaimedJob, JobStore } from './job-store.ts';

/** How long to wait for a process that stopped renewing its claims. Milliseconds. */
const leaseMs = 1 * minutes;

/** Often enough that one renewal may fail. Milliseconds. */
const renewEveryMs = leaseMs / 6;

/**
 * How long after a failure on our side (such as a full disk) a job is run again: twice as long after
 * each, up to a limit. Milliseconds.
 */
const firstRecoveryMs = 1_000;
const longestRecoveryMs = 30_000;

/** A job that has not failed for so long was cancelled, or runs in another process. Milliseconds. */
const failingForMs = 1 * hours;

/** The result of a run: done, or due again at the given time (epoch milliseconds). */
export type JobResult = 'done' | { readonly dueAt: number };

/** Does one kind of background work. */
export interface JobHandler {
  readonly kind: string;
  /** Maximum number of concurrent runs. */
  readonly atOnce: number;
  /** True for work of the relay as a whole: it has one job, which is due at every start. */
  readonly recurring?: true;
  /**
   * Takes the job as far as it goes now. Its results must be in the database when it resolves, and
   * it must be able to resume wherever it was interrupted.
   *
   * @param options.signal aborted by a shutdown, or when the claim is lost
   * @throws if the database fails, or the signal aborts it: then it is run again
   */
  run(options: { readonly job: ClaimedJob; readonly signal: AbortSignal }): Promise<JobResult>;
}

export interface JobRunnerOptions {
  readonly database: Database;
  readonly store: JobStore;
  readonly handlers: readonly JobHandler[];
  readonly clock: Clock;
  readonly logger: Logger;
  /**
   * Whether this process is the one that does background work now; omitted if there is only one. So
   * what handlers keep in memory, such as how often a vendor was asked, is complete.
   */
  readonly leadership?: JobLeadership;
}

/** Determines which of several processes does the background work. */
export interface JobLeadership {
  /** Called in each round, so every few seconds. @returns whether it is this one, for some time */
  lead(): Promise<boolean>;
  /**
   * Called right before anything that two processes must not do at once, such as a request to a
   * vendor: a process that stalled, or that others took for dead, may not know yet that it no
   * longer leads.
   *
   * @returns whether it leads according to the database now
   */
  stillLeads(): Promise<boolean>;
  /** @param callback called when this process turns out to no longer lead */
  onLost(callback: () => void): void;
  /** Lets another process take over. */
  stop(): Promise<void>;
}

interface Flight {
  readonly job: ClaimedJob;
  readonly abort: AbortController;
  renewedAt: number;
  done: Promise<void>;
}

/** The key of the only job of a recurring kind. */
const recurringKey = 'all';

/** Runs background work when it is due, each kind within its own limit. */
export class JobRunner {
  readonly #options: JobRunnerOptions;
  readonly #loop: DueLoop;
  readonly #flights = new Map<string, Set<Flight>>();
  /** How often each job has failed since it last did not, by kind and key; the latest last. */
  readonly #failures = new Map<string, { readonly count: number; readonly at: number }>();
  /** Failures of the database, by kind of job. */
  readonly #storageFailure: RepeatedFailure;
  readonly #renewalFailure: RepeatedFailure;
  #renewalFails = false;
  #cancelRenewal: (() => void) | undefined;
  #stopListening = (): void => {};

  constructor(options: JobRunnerOptions) {
    this.#options = options;
    const { clock, logger } = options;
    this.#storageFailure = new RepeatedFailure({ clock });
    this.#renewalFailure = new RepeatedFailure({ clock });
    this.#loop = new DueLoop({
      what: 'due background work',
      round: () => this.#round(),
      clock,
      logger,
    });
    for (const { kind } of options.handlers) this.#flights.set(kind, new Set());
  }

  async start(): Promise<void> {
    const { database, store, handlers, clock, leadership } = this.#options;
    await database.write(async (transaction) => {
      for (const { kind, recurring } of handlers) {
        if (recurring !== true) continue;
        await store.schedule(transaction, { kind, key: recurringKey, dueAt: clock.now() });
      }
    });
    this.#stopListening = store.onScheduled(() => this.#loop.check());
    leadership?.onLost(() => this.#abortAll());
    this.#loop.start();
    this.#renewLater();
  }

  /**
   * Claims no more and stops running jobs at their next step. What has not ended after `graceMs` is
   * left behind: its claim expires, and it continues from there.
   */
  async stop(options: { readonly graceMs: number }): Promise<void> {
    this.#stopListening();
    await this.#loop.stop();
    this.#cancelRenewal?.();
    const flights = this.#allFlights();
    for (const { abort } of flights) abort.abort();
    const { promise: grace, resolve } = Promise.withResolvers<void>();
    const cancel = this.#options.clock.after(options.graceMs, resolve);
    await Promise.race([Promise.all(flights.map(({ done }) => done)), grace]);
    cancel();
    await this.#options.leadership?.stop();
  }

  #allFlights(): readonly Flight[] {
    return [...this.#flights.values()].flatMap((kind) => [...kind]);
  }

  #abortAll(): void {
    for (const { abort } of this.#allFlights()) abort.abort();
  }

  async #round(): Promise<number> {
    const { store, handlers, clock, leadership } = this.#options;
    if (leadership !== undefined && !(await leadership.lead())) {
      this.#abortAll();
      return Infinity;
    }
    // One time for all: what was renewed at that time is not due then, however long this takes.
    const now = clock.now();
    // A process that stalled for a while may have been taken for dead: its claims are renewed
    // first.
    await this.#renew(now);
    let next = Infinity;
    for (const handler of handlers) {
      const { kind, atOnce } = handler;
      const flights = this.#flights.get(kind) as Set<Flight>;
      // A job that ends makes room, so check again.
      if (flights.size >= atOnce) continue;
      const due = (await store.nextDueAt(kind)) ?? Infinity;
      if (due > now) {
        next = Math.min(next, due);
        continue;
      }
      const jobs = await store.claim({ kind, limit: atOnce - flights.size, now, leaseMs });
      for (const job of jobs) this.#launch({ handler, job, flights });
      if (flights.size < atOnce) next = Math.min(next, (await store.nextDueAt(kind)) ?? Infinity);
    }
    return next;
  }

  #launch(options: {
    readonly handler: JobHandler;
    readonly job: ClaimedJob;
    readonly flights: Set<Flight>;
  }): void {
    const { handler, job, flights } = options;
    const abort = new AbortController();
    const renewedAt = this.#options.clock.now();
    const flight: Flight = { job, abort, renewedAt, done: Promise.resolve() };
    flight.done = this.#run({ handler, job, signal: abort.signal })
      .catch((error: unknown) => {
        // Its claim expires, and it is due again.
        this.#report(job, {
          error,
          what: 'could not record the result of a job; it will run again',
        });
      })
      .finally(() => {
        flights.delete(flight);
        this.#loop.check();
      });
    flights.add(flight);
  }

  async #run(options: {
    readonly handler: JobHandler;
    readonly job: ClaimedJob;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const { handler, job, signal } = options;
    const { store, clock } = this.#options;
    let result: JobResult;
    // With an embedded database, nothing that a job does waits for anything. Those that are due
    // again immediately, step after step, must not keep the thread from answering webhooks.
    await setImmediate();
    try {
      result = await handler.run({ job, signal });
      this.#failures.delete(nameOf(job));
    } catch (error) {
      if (!signal.aborted) this.#report(job, { error, what: 'a job failed; it will be retried' });
      result = { dueAt: clock.now() + (signal.aborted ? 0 : this.#failed(job)) };
    }
    if (result === 'done') await store.finish(job);
    else await store.release({ job, dueAt: result.dueAt });
  }

  /** While nothing can be stored, all jobs fail for the same reason: a line for each kind will do. */
  #report(
    job: ClaimedJob,
    { error, what }: { readonly error: unknown; readonly what: string },
  ): void {
    const { kind, key } = job;
    const reason = `${kind}: ${what}: ${String(error)}`;
    if (concernsAll(error) && !this.#storageFailure.isNews(reason)) return;
    this.#options.logger.error({ err: error, kind, key }, what);
  }

  /** @returns how long it waits, in milliseconds */
  #failed(job: ClaimedJob): number {
    const name = nameOf(job);
    const at = this.#options.clock.now();
    for (const [other, last] of this.#failures) {
      if (Math.abs(at - last.at) < failingForMs) break;
      this.#failures.delete(other);
    }
    const before = this.#failures.get(name)?.count ?? 0;
    this.#failures.delete(name);
    this.#failures.set(name, { count: before + 1, at });
    return Math.min(longestRecoveryMs, firstRecoveryMs * 2 ** before);
  }

  #renewLater(): void {
    this.#cancelRenewal = this.#options.clock.after(renewEveryMs, () => {
      void this.#renew(this.#options.clock.now()).finally(() => {
        if (this.#loop.running) this.#renewLater();
      });
    });
  }

  async #renew(now: number): Promise<void> {
    const due = this.#allFlights().filter(({ renewedAt }) => now - renewedAt >= renewEveryMs);
    let failed = false;
    for (const flight of due) {
      try {
        await this.#renewOne(flight, now);
      } catch (error) {
        failed = true;
        this.#notRenewed(flight.job, error);
        // The others would fail as well, each after a wait.
        if (concernsAll(error)) break;
      }
    }
    if (due.length > 0 && !failed) this.#renewed();
  }

  #notRenewed(job: ClaimedJob, error: unknown): void {
    this.#renewalFails = true;
    const reason = concernsAll(error) ? error : `${nameOf(job)}: ${String(error)}`;
    if (!this.#renewalFailure.isNews(reason)) return;
    this.#options.logger.error(
      { err: error, kind: job.kind, key: job.key },
      'could not renew the claim of a job; will try again',
    );
  }

  #renewed(): void {
    if (!this.#renewalFails) return;
    this.#renewalFails = false;
    this.#renewalFailure.ended();
    this.#options.logger.info('claims of jobs are renewed again');
  }

  async #renewOne(flight: Flight, now: number): Promise<void> {
    const { job, abort } = flight;
    if (await this.#options.store.renew({ job, now, leaseMs })) flight.renewedAt = now;
    // Another process has it, or it was cancelled.
    else abort.abort();
  }
}

function nameOf({ kind, key }: ClaimedJob): string {
  return `${kind} ${key}`;
}

/** Whether it is a failure of the database, rather than of a job or of what it reads. */
function concernsAll(error: unknown): boolean {
  return isStorageFailure(error) && !isDamaged(error);
}
