import type { Logger } from 'pino';

import type { Clock } from '../../shared/clock/clock.ts';
import type { Wake } from '../../pipeline/lanes/wake.ts';
import { asVendorError } from '../access/index.ts';
import type { VendorAccess } from '../access/index.ts';
import type {
  EnrichmentResult,
  EnrichmentStore,
  UnavailableReason,
  WaitingSubject,
} from './enrichment-store.ts';

/**
 * How long to wait for more events of a subject before its vendor is asked, so that one answer
 * serves all that come close together. Milliseconds.
 */
const gatherMs = 250;

/** How many subjects are asked for at once, over all accounts. */
const maxAsked = 200;

/**
 * How many of one account: enough that the gate, which limits requests, always has one to send,
 * and so few that a vendor that hangs keeps nobody else's from being asked for.
 */
const maxAskedOfOne = 8;

/**
 * How long a vendor is asked for one document before its events go without. Milliseconds. Long
 * enough for a vendor that is slow, short enough that a workflow about a payment still feels prompt.
 */
const askForMs = 60_000;

/** Waits between attempts to ask a vendor that fails for now. Milliseconds. */
const askAgainMs = [1_000, 2_000, 5_000, 10_000, 20_000];

/** It looks by itself this often, should a wake-up ever be missed. Milliseconds. */
const backstopMs = 5_000;

export interface EnricherOptions {
  readonly store: EnrichmentStore;
  readonly vendors: VendorAccess;
  readonly wake: Wake;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * Fetches the documents that events are about: once for all events of a subject that wait, in the
 * background, and until their deadline. An event whose document cannot be had in time goes out
 * without it, and says why.
 */
export class Enricher {
  readonly #options: EnricherOptions;
  readonly #asked = new Map<string, Promise<void>>();
  readonly #stop = new AbortController();
  #looking: Promise<void> | undefined;
  #lookAgain = false;
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;

  constructor(options: EnricherOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopListening = this.#options.wake.onWake(() => this.#look());
    this.#look();
  }

  /** Asks no more; what waits goes on waiting in the database. */
  async stop(): Promise<void> {
    this.#stopListening?.();
    this.#cancelTimer?.();
    this.#stop.abort();
    await this.#looking;
    await Promise.all(this.#asked.values());
  }

  #look(): void {
    if (this.#stop.signal.aborted) return;
    if (this.#looking !== undefined) {
      this.#lookAgain = true;
      return;
    }
    this.#looking = this.#lookUntilDone().finally(() => {
      this.#looking = undefined;
    });
  }

  async #lookUntilDone(): Promise<void> {
    let wait = backstopMs;
    try {
      do {
        this.#lookAgain = false;
        wait = await this.#round();
      } while (this.#lookAgain && !this.#stop.signal.aborted);
    } catch (error) {
      this.#options.logger.error(
        { err: error },
        'cannot look for events to enrich; will try again',
      );
    }
    if (this.#stop.signal.aborted) return;
    this.#cancelTimer?.();
    this.#cancelTimer = this.#options.clock.after(wait, () => this.#look());
  }

  /** @returns when to look again, in milliseconds */
  async #round(): Promise<number> {
    const { store, clock } = this.#options;
    while ((await store.giveUpOverdue({ now: clock.now() })) > 0) this.#lookAgain = true;
    const subjects = await store.waiting({
      limit: maxAsked,
      // What is asked for is among the oldest of its account, and comes first.
      perConnection: maxAskedOfOne,
    });
    let wait = backstopMs;
    for (const subject of subjects) {
      const now = clock.now();
      wait = Math.min(wait, Math.max(0, subject.until - now));
      if (this.#asked.has(keyOf(subject))) continue;
      const gather = subject.since + gatherMs - now;
      if (gather > 0) wait = Math.min(wait, gather);
      else if (this.#asked.size < maxAsked) this.#ask(subject);
    }
    return wait;
  }

  #ask(subject: WaitingSubject): void {
    const key = keyOf(subject);
    const asked = this.#resolve(subject)
      .catch((error: unknown) => {
        this.#options.logger.error(
          { err: error, connectionId: subject.connectionId },
          'an event could not be enriched; will try again',
        );
      })
      .finally(() => {
        this.#asked.delete(key);
        this.#look();
      });
    this.#asked.set(key, asked);
  }

  async #resolve(subject: WaitingSubject): Promise<void> {
    const { store, clock, logger } = this.#options;
    const deadline = new AbortController();
    const wait = Math.min(askForMs, subject.until - clock.now());
    const cancel = clock.after(Math.max(0, wait), () => deadline.abort());
    const signal = AbortSignal.any([deadline.signal, this.#stop.signal]);
    try {
      const result = await this.#fetchDocument(subject, signal);
      // Stopped: the next start asks anew.
      if (result === undefined) return;
      await store.finish({ subject, result });
      logger.info(
        {
          connectionId: subject.connectionId,
          subject: subject.subject,
          outcome: 'document' in result ? 'complete' : result.reason,
        },
        'enrichment',
      );
    } finally {
      cancel();
    }
  }

  /** @returns undefined when it was stopped */
  async #fetchDocument(
    { connectionId, subject }: WaitingSubject,
    signal: AbortSignal,
  ): Promise<EnrichmentResult | undefined> {
    const { vendors, logger } = this.#options;
    for (let attempt = 0; ; attempt += 1) {
      const session = await vendors.open({ connectionId, purpose: 'enrichment', signal });
      if (session?.source.enrich === undefined) return { reason: 'failed' };
      try {
        const document = await session.source.enrich(subject, session.context);
        return document === null ? { reason: 'no_document' } : { document };
      } catch (error) {
        if (this.#stop.signal.aborted) return undefined;
        if (signal.aborted) return { reason: 'timeout' };
        const problem = asVendorError(error);
        logger.warn({ err: problem, connectionId, subject }, 'the vendor gave no document');
        if (!problem.temporary) return { reason: reasonOf(problem.code) };
        const wait = askAgainMs[Math.min(attempt, askAgainMs.length - 1)] ?? 0;
        await this.#pause(Math.max(wait, problem.retryAfterMs ?? 0), signal);
        if (this.#stop.signal.aborted) return undefined;
        if (signal.aborted)
          return { reason: problem.code === 'vendor_failed' ? 'failed' : 'timeout' };
      }
    }
  }

  #pause(milliseconds: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel();
        signal.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.#options.clock.after(milliseconds, end);
      signal.addEventListener('abort', end);
      if (signal.aborted) end();
    });
  }
}

function reasonOf(code: string): UnavailableReason {
  if (code === 'vendor_unauthorized') return 'refused';
  return code === 'vendor_not_found' ? 'no_document' : 'failed';
}

function keyOf({ connectionId, subject }: WaitingSubject): string {
  return `${connectionId}/${subject.kind}/${subject.id}`;
}
