import type { VendorError } from '@invoice-relay/core/errors';
import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { AnySource } from '@invoice-relay/core/source';
import type { Logger } from 'pino';
import type { EntityManager } from 'typeorm';

import type { Clock } from '../clock/clock.ts';
import type { Database } from '../database/database.ts';
import { enrichmentDeadline } from '../enrichment/enrichment-deadline.ts';
import type { Appended, EventLog } from '../ingest/event-log.ts';
import { asVendorError } from '../vendor/index.ts';
import type { VendorAccess, VendorSession } from '../vendor/index.ts';
import { chooseBatch } from './choose-batch.ts';
import { DocumentIndex } from './document-index.ts';
import type { ConfirmationLimits } from './limits.ts';
import type { Outages } from './outages.ts';
import type { UnconfirmedActivity, UnconfirmedStore } from './unconfirmed-store.ts';

/** How many activities are read at once to see what they are about. */
const readAtOnce = 200;

/**
 * How long to wait with a document that the vendor failed at, in milliseconds: as long as its
 * activity has waited already, within these. So no count has to be kept.
 */
const postponeForMs = { least: 5_000, most: 5 * 60_000 };

/** Failures that say that the vendor cannot be asked at all, and not only about this document. */
const outageCodes: ReadonlySet<VendorError['code']> = new Set([
  'vendor_unreachable',
  'vendor_unauthorized',
  'vendor_rate_limited',
]);

/** What became of activities, for metrics. */
export interface Verdict {
  readonly source: string;
  readonly outcome: 'accepted' | 'duplicate' | 'refused';
  readonly count: number;
}

/** What a vendor said about the activities of one document: events for those that it knows. */
type Answer = { readonly rows: readonly UnconfirmedActivity[] } & (
  | { readonly events: readonly (readonly NormalizedEvent[] | undefined)[] }
  | { readonly error: VendorError }
);

interface Confirmed {
  readonly row: UnconfirmedActivity;
  readonly events: readonly NormalizedEvent[];
}

export interface AskerOptions {
  readonly database: Database;
  readonly store: UnconfirmedStore;
  readonly log: EventLog;
  readonly vendors: VendorAccess;
  readonly outages: Outages;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ConfirmationLimits;
  readonly onVerdict?: (verdict: Verdict) => void;
}

/**
 * Asks a connection's vendor about what waits, and does what the answer says, all of it in one
 * transaction. Holds no claim: whatever was not answered is simply asked about again.
 */
export class Asker {
  readonly #options: AskerOptions;
  readonly #indexes = new Map<string, DocumentIndex>();

  constructor(options: AskerOptions) {
    this.#options = options;
  }

  /** Asks about a few documents of one connection. @returns whether to go on at once */
  async ask(options: {
    readonly connectionId: string;
    readonly signal: AbortSignal;
  }): Promise<boolean> {
    const { connectionId, signal } = options;
    const { vendors } = this.#options;
    const session = await vendors.open({ connectionId, purpose: 'confirmation', signal });
    if (session?.source.confirm === undefined) {
      this.#noteOutage(connectionId, {
        code: 'vendor_unreachable',
        retryAfterMs: null,
        message: 'The connection is gone, or its source is not loaded or cannot confirm.',
      });
      return false;
    }
    const batch = await this.#batch(connectionId, session.source);
    if (batch.length === 0) return false;
    const answers = await Promise.all(batch.map((rows) => this.#askAbout({ session, rows })));
    // A stop cut the requests off, which says nothing about the vendor.
    if (signal.aborted) return false;
    await this.#settle({ connectionId, source: session.source, answers });
    return this.#noteHealth(connectionId, answers);
  }

  /** What to ask about: activities of a few documents, one list for each. */
  async #batch(
    connectionId: string,
    source: AnySource,
  ): Promise<readonly (readonly UnconfirmedActivity[])[]> {
    const { store, clock, limits } = this.#options;
    const waiting = await store.waiting(connectionId);
    const index = await this.#indexOf({
      connectionId,
      source,
      seqs: waiting.map(({ seq }) => seq),
    });
    const batch = chooseBatch({
      waiting: waiting.map((one) => ({ ...one, document: index.get(one.seq) })),
      now: clock.now(),
      limits,
    });
    if (waiting.length === 0) this.#indexes.delete(connectionId);
    return Promise.all(batch.map((seqs) => store.load(seqs)));
  }

  async #indexOf(options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly seqs: readonly number[];
  }): Promise<DocumentIndex> {
    const { connectionId, source, seqs } = options;
    const index = this.#indexes.get(connectionId) ?? new DocumentIndex();
    this.#indexes.set(connectionId, index);
    const missing = index.keep(seqs);
    for (let start = 0; start < missing.length; start += readAtOnce) {
      const rows = await this.#options.store.load(missing.slice(start, start + readAtOnce));
      for (const { seq, activity } of rows) index.add({ seq, activity, source });
    }
    return index;
  }

  async #askAbout(options: {
    readonly session: VendorSession;
    readonly rows: readonly UnconfirmedActivity[];
  }): Promise<Answer> {
    const { session, rows } = options;
    const { source, context } = session;
    try {
      const known = await source.confirm?.(
        rows.map(({ activity }) => activity),
        context,
      );
      if (known?.length !== rows.length) {
        throw new TypeError(`"${source.name}" has to give one answer for each activity.`);
      }
      const events = rows.map(({ activity }, index) =>
        known[index] === true ? source.normalize(activity) : undefined,
      );
      return { rows, events };
    } catch (error) {
      return { rows, error: asVendorError(error) };
    }
  }

  async #settle(options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly answers: readonly Answer[];
  }): Promise<void> {
    const { connectionId, source, answers } = options;
    const { database, clock } = this.#options;
    const now = clock.now();
    const confirmed = answers.flatMap(confirmedBy).toSorted((a, b) => a.row.seq - b.row.seq);
    const { appended, dropped } = await database.write(async (manager) => ({
      appended: await this.#append(manager, { connectionId, source, confirmed, now }),
      dropped: await this.#recordRest(manager, { answers, now }),
    }));
    for (const [index, { row }] of confirmed.entries()) {
      this.#report({ connectionId, source, row, appended: appended[index] });
    }
    for (const row of dropped) this.#reportDropped({ connectionId, source, row });
  }

  /** In the order of receipt. */
  async #append(
    manager: EntityManager,
    options: {
      readonly connectionId: string;
      readonly source: AnySource;
      readonly confirmed: readonly Confirmed[];
      readonly now: number;
    },
  ): Promise<readonly Appended[]> {
    const { connectionId, source, confirmed, now } = options;
    const { store, log } = this.#options;
    if (confirmed.length === 0) return [];
    const connection = { enrich: await store.enriches(manager, connectionId) };
    const enrichUntil = enrichmentDeadline({ connection, source, now });
    const appended = await log.append(
      confirmed.map(({ row: { activity, receivedAt }, events }) => ({
        connectionId,
        source: source.name,
        via: 'webhook',
        receivedAt,
        enrichUntil,
        activities: [{ activity, events }],
        inOrder: true,
      })),
    );
    const activityIds = confirmed.map(({ row }) => row.activity.id);
    await store.remove(manager, { connectionId, activityIds });
    return appended;
  }

  /** @returns what the vendor did not come to know in time */
  async #recordRest(
    manager: EntityManager,
    options: { readonly answers: readonly Answer[]; readonly now: number },
  ): Promise<UnconfirmedActivity[]> {
    const { store, limits } = this.#options;
    const { answers, now } = options;
    const dropped: UnconfirmedActivity[] = [];
    for (const answer of answers) {
      for (const [index, row] of answer.rows.entries()) {
        // It came along although it was not due: the answer counts only if it is yes.
        if (row.nextCheckAt > now) continue;
        if ('error' in answer) {
          if (!outageCodes.has(answer.error.code)) {
            await store.postpone(manager, {
              seq: row.seq,
              nextCheckAt: now + postponement(row, now),
            });
          }
          continue;
        }
        if (answer.events[index] !== undefined) continue;
        const wait = limits.asksAgainAfterMs[row.denials];
        if (wait !== undefined) {
          await store.deny(manager, { seq: row.seq, nextCheckAt: now + wait });
          continue;
        }
        await store.drop(manager, row.seq);
        dropped.push(row);
      }
    }
    return dropped;
  }

  /** @returns whether the vendor may be asked on */
  #noteHealth(connectionId: string, answers: readonly Answer[]): boolean {
    const { outages, logger } = this.#options;
    const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
    for (const err of errors) logger.debug({ connectionId, err }, 'could not ask to confirm');
    // What fails for one document while the vendor answers about another is that document's.
    const outage =
      errors.find(({ code }) => outageCodes.has(code)) ??
      (errors.length === answers.length ? errors[0] : undefined);
    if (outage !== undefined) {
      this.#noteOutage(connectionId, outage);
      return false;
    }
    if (outages.end(connectionId)) logger.info({ connectionId }, 'the vendor can be asked again');
    return true;
  }

  #noteOutage(
    connectionId: string,
    error: Pick<VendorError, 'code' | 'retryAfterMs' | 'message'>,
  ): void {
    const { outages, clock, logger } = this.#options;
    const { waitMs, isNews } = outages.note({ connectionId, error, now: clock.now() });
    logger[isNews ? 'warn' : 'debug'](
      { connectionId, code: error.code, reason: error.message, retryInMs: waitMs },
      'the vendor cannot be asked to confirm activities; they wait',
    );
  }

  #report(options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly row: UnconfirmedActivity;
    readonly appended: Appended | undefined;
  }): void {
    const { connectionId, source, row, appended } = options;
    const { eventIds = [], duplicates = 0 } = appended ?? {};
    const outcome = duplicates > 0 ? 'duplicate' : 'accepted';
    this.#options.onVerdict?.({ source: source.name, outcome, count: 1 });
    this.#options.logger.info(
      { connectionId, outcome, activityIds: [row.activity.id], eventIds },
      'confirmation',
    );
  }

  #reportDropped(options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly row: UnconfirmedActivity;
  }): void {
    const { connectionId, source, row } = options;
    this.#options.onVerdict?.({ source: source.name, outcome: 'refused', count: 1 });
    this.#options.logger.warn(
      {
        connectionId,
        outcome: 'refused',
        activityIds: [row.activity.id],
        asked: row.denials + 1,
        reason: 'The vendor’s API does not know this activity. It was dropped.',
      },
      'confirmation',
    );
  }
}

function confirmedBy(answer: Answer): Confirmed[] {
  if ('error' in answer) return [];
  return answer.rows.flatMap((row, index) => {
    const events = answer.events[index];
    return events === undefined ? [] : [{ row, events }];
  });
}

function postponement({ receivedAt }: UnconfirmedActivity, now: number): number {
  return Math.min(Math.max(now - receivedAt, postponeForMs.least), postponeForMs.most);
}
