import { VendorError } from '@invoice-relay/core/errors';
import type { SameActivity } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import { isOutage } from '../access/is-outage.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { VendorAccess, VendorSession } from '../access/vendor-access.ts';
import { chooseBatch } from './choose-batch.ts';
import { DocumentIndex } from './document-index.ts';
import type { ConfirmationLimits } from '../../pipeline/unconfirmed/limits.ts';
import type { VendorHealth } from '../health/vendor-health.ts';
import type { Outages } from './outages.ts';
import type { Answer, VerdictRecorder } from './verdict-recorder.ts';
import type {
  UnconfirmedActivity,
  UnconfirmedStore,
} from '../../pipeline/unconfirmed/unconfirmed-store.ts';
import { weighRefusals } from './weigh-refusals.ts';

/** How many activities are read at once to see what they are about. */
const readAtOnce = 200;

interface ConfirmationRoundOptions {
  readonly store: UnconfirmedStore;
  readonly verdicts: VerdictRecorder;
  readonly vendors: VendorAccess;
  readonly outages: Outages;
  readonly health: Pick<VendorHealth, 'note'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly limits: ConfirmationLimits;
}

/**
 * Asks a connection's vendor about what is waiting. Holds no claim: whatever was not answered is
 * simply asked again.
 */
export class ConfirmationRound {
  readonly #options: ConfirmationRoundOptions;
  readonly #indexes = new Map<string, DocumentIndex>();
  /** When the vendor last answered about a document, by connection. Unknown after a restart. */
  readonly #answeredAt = new Map<string, number>();

  constructor(options: ConfirmationRoundOptions) {
    this.#options = options;
  }

  /** The connection was deleted. */
  forget(connectionId: string): void {
    this.#indexes.delete(connectionId);
    this.#answeredAt.delete(connectionId);
  }

  /** Asks about a few documents of one connection. @returns whether to continue immediately */
  async ask(options: {
    readonly connectionId: string;
    readonly signal: AbortSignal;
  }): Promise<boolean> {
    const { connectionId, signal } = options;
    const { vendors, verdicts, store, outages, clock } = this.#options;
    let session: VendorSession | undefined;
    try {
      session = await vendors.open({ connectionId, purpose: 'confirmation', signal });
    } catch (error) {
      if (!(error instanceof VendorError)) throw error;
      await this.#noteOutage(connectionId, error);
      return false;
    }
    if (session?.source.confirm === undefined) {
      this.forget(connectionId);
      // If nothing waits, or the connection is deleted, nobody needs its vendor.
      if ((await store.nextCheckAt(connectionId)) === null) return false;
      await this.#noteOutage(connectionId, {
        code: 'vendor_unreachable',
        retryAfterMs: null,
        message: 'The source of the connection is not loaded, or cannot confirm activities.',
      });
      return false;
    }
    const { source, context } = session;
    const { credentials } = context;
    if (outages.isLeftAlone({ connectionId, credentials, now: clock.now() })) return false;
    const batch = await this.#batch(connectionId, session);
    if (batch.length === 0) return false;
    // Each document separately, so that one that the vendor fails at delays no other.
    const results = await Promise.all(batch.map((rows) => askAbout({ session, rows })));
    // A shutdown aborted the requests, which says nothing about the vendor.
    if (signal.aborted) return false;
    const answers = this.#weigh(connectionId, results);
    await verdicts.settle({ connectionId, source, answers });
    return this.#noteHealth({ connectionId, credentials, answers });
  }

  #weigh(connectionId: string, answers: readonly Answer[]): readonly Answer[] {
    const now = this.#options.clock.now();
    const answeredAt = this.#answeredAt.get(connectionId);
    if (answers.some((answer) => !('error' in answer))) this.#answeredAt.set(connectionId, now);
    return weighRefusals({ answers, answeredAt, now });
  }

  /** What to ask about: activities of a few documents, one list for each. */
  async #batch(
    connectionId: string,
    session: VendorSession,
  ): Promise<readonly (readonly UnconfirmedActivity[])[]> {
    const { store, clock, limits } = this.#options;
    const waiting = await store.waiting(connectionId);
    if (waiting.length === 0) {
      this.#indexes.delete(connectionId);
      return [];
    }
    const seqs = waiting.map(({ seq }) => seq);
    const index = await this.#indexOf({ connectionId, session, seqs });
    const batch = chooseBatch({
      waiting: waiting.map((one) => ({ ...one, document: index.get(one.seq) })),
      now: clock.now(),
      limits,
    });
    const loaded = await Promise.all(batch.map((chosen) => store.load(chosen)));
    // Those that were dropped to make room in the meantime are gone.
    return loaded.filter((rows) => rows.length > 0);
  }

  async #indexOf(options: {
    readonly connectionId: string;
    readonly session: VendorSession;
    readonly seqs: readonly number[];
  }): Promise<DocumentIndex> {
    const { connectionId, seqs } = options;
    const { source, context } = options.session;
    const index = this.#indexes.get(connectionId) ?? new DocumentIndex();
    this.#indexes.set(connectionId, index);
    const missing = index.keep(seqs);
    for (let start = 0; start < missing.length; start += readAtOnce) {
      const rows = await this.#options.store.load(missing.slice(start, start + readAtOnce));
      for (const { seq, activity } of rows) index.add({ seq, activity, source, context });
    }
    return index;
  }

  /** @returns whether the vendor may be asked further */
  async #noteHealth(options: {
    readonly connectionId: string;
    readonly credentials: unknown;
    readonly answers: readonly Answer[];
  }): Promise<boolean> {
    const { connectionId, credentials, answers } = options;
    const { outages, health, logger } = this.#options;
    const errors = answers.flatMap((answer) => ('error' in answer ? [answer.error] : []));
    for (const err of errors)
      logger.debug({ connectionId, err }, 'could not ask the vendor to confirm');
    // If the vendor answers about another document, a failure is that of the document.
    const outage =
      errors.find(isOutage) ?? (errors.length === answers.length ? errors[0] : undefined);
    if (outage !== undefined) {
      await this.#noteOutage(connectionId, outage, credentials);
      return false;
    }
    await health.note({ connectionId, failure: null });
    if (outages.end(connectionId)) logger.info({ connectionId }, 'the vendor’s API responds again');
    return true;
  }

  async #noteOutage(
    connectionId: string,
    error: Pick<VendorError, 'code' | 'retryAfterMs' | 'message'>,
    credentials?: unknown,
  ): Promise<void> {
    const { outages, health, clock, logger } = this.#options;
    const { waitMs, isNews } = outages.note({
      connectionId,
      error,
      credentials,
      now: clock.now(),
    });
    logger[isNews ? 'warn' : 'debug'](
      { connectionId, code: error.code, reason: error.message, retryInMs: waitMs },
      'the vendor’s API cannot be asked to confirm activities; they wait',
    );
    await health.note({ connectionId, failure: error.message, code: error.code });
  }
}

/** @throws if the vendor could not be asked because of the relay's own database */
async function askAbout(options: {
  readonly session: VendorSession;
  readonly rows: readonly UnconfirmedActivity[];
}): Promise<Answer> {
  const { session, rows } = options;
  const { source, context } = session;
  try {
    const activities = rows.map(({ activity }) => activity);
    const found: SameActivity[] = [];
    const verdicts = await source.confirm?.(activities, {
      ...context,
      onFound: (sameActivity) => found.push(sameActivity),
    });
    if (verdicts?.length !== rows.length) {
      throw new TypeError(`"${source.name}" must return one result for each activity.`);
    }
    const accepted = activities.map((activity, index) => {
      const verdict = verdicts[index];
      if (verdict !== true && verdict !== 'plausible') return undefined;
      const events = source.normalize(activity, context);
      return { events, isPlausible: verdict === 'plausible' };
    });
    return { rows, accepted, found };
  } catch (error) {
    const failure = session.failureOf(error);
    if (!(failure instanceof VendorError)) throw failure;
    return { rows, error: failure };
  }
}
