import type { VendorError } from '@invoice-relay/core/errors';
import type { NormalizedEvent } from '@invoice-relay/core/events';
import type { AnySource, SameActivity } from '@invoice-relay/core/source';
import type { Logger } from 'pino';

import { minutes, seconds } from '../../shared/clock/durations.ts';
import { isOutage } from '../access/is-outage.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import { knownActivityIds } from '../../database/tables/activities.ts';
import type { Appended } from '../../pipeline/log/arrival.ts';
import type { EventLog } from '../../pipeline/log/event-log.ts';
import type { ConfirmationLimits } from '../../pipeline/unconfirmed/limits.ts';
import { plausibleId } from './plausible-id.ts';
import type {
  UnconfirmedActivity,
  UnconfirmedStore,
} from '../../pipeline/unconfirmed/unconfirmed-store.ts';
import type { Transaction } from '../../database/transaction.ts';

/**
 * How long to wait with a document that the vendor failed at, in milliseconds: as long as its
 * activity has already waited, within these bounds. So no count has to be stored.
 */
const postponeForMs = { least: 5 * seconds, most: 5 * minutes };

/** How a trusted activity is treated. */
export interface Accepted {
  readonly events: readonly [NormalizedEvent, ...NormalizedEvent[]];
  /** True if the vendor knows what it is about, but not whether it happened. */
  readonly isPlausible: boolean;
}

/** A vendor's verdict on the activities of one document; undefined is a denial. */
export type Answer = { readonly rows: readonly UnconfirmedActivity[] } & (
  | {
      readonly accepted: readonly (Accepted | undefined)[];
      /** Those that its API lists, as it lists them. */
      readonly found?: readonly SameActivity[];
    }
  | { readonly error: VendorError }
);

/** The outcomes of activities, for metrics. */
export interface Verdict {
  readonly source: string;
  readonly outcome: 'accepted' | 'duplicate' | 'refused';
  readonly count: number;
}

/** A vendor's verdict on a connection's activities. */
interface Answers {
  readonly connectionId: string;
  readonly source: AnySource;
  readonly answers: readonly Answer[];
}

interface Confirmed extends Accepted {
  readonly row: UnconfirmedActivity;
}

interface VerdictRecorderOptions {
  readonly database: Database;
  readonly store: UnconfirmedStore;
  readonly log: EventLog;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly tracer: Tracer;
  readonly limits: ConfirmationLimits;
  readonly onVerdict?: (verdict: Verdict) => void;
}

/** Applies a vendor's verdicts, all in one transaction. */
export class VerdictRecorder {
  readonly #options: VerdictRecorderOptions;

  constructor(options: VerdictRecorderOptions) {
    this.#options = options;
  }

  async settle(options: Answers): Promise<void> {
    const { answers } = options;
    const { database, store, clock } = this.#options;
    const now = clock.now();
    const known = answers.flatMap(confirmedBy).toSorted((a, b) => a.row.seq - b.row.seq);
    const found = answers.flatMap((answer) => ('error' in answer ? [] : (answer.found ?? [])));
    // A denial only changes what waits, and checks that it is as it was.
    const inLine = known.length > 0 || found.length > 0;
    const { confirmed, appended, dropped } = await database.write(
      async (transaction) => {
        const present = await store.present(
          transaction,
          known.map(({ row }) => row.seq),
        );
        const waiting = known.filter(({ row }) => present.has(row.seq));
        // First, so that it applies to what is made of them.
        if (found.length > 0) {
          const { connectionId } = options;
          await this.#options.log.learn(transaction, { connectionId, activities: found, now });
        }
        return {
          confirmed: waiting,
          appended: await this.#append(transaction, { ...options, confirmed: waiting }),
          dropped: await this.#recordRest(transaction, { answers, now }),
        };
      },
      { inLine },
    );
    for (const [index, { row }] of confirmed.entries()) {
      this.#reportConfirmed({ ...options, row, appended: appended[index] });
    }
    for (const row of dropped) this.#reportDropped({ ...options, row });
  }

  /**
   * In the order of their timestamps. A plausible activity is stored under an id of its own; one
   * whose real id is already an activity is a duplicate.
   */
  async #append(
    transaction: Transaction,
    options: Answers & { readonly confirmed: readonly Confirmed[] },
  ): Promise<readonly Appended[]> {
    const { connectionId, confirmed } = options;
    const { store, log } = this.#options;
    if (confirmed.length === 0) return [];
    const plausible = confirmed.filter(({ isPlausible }) => isPlausible);
    const taken = await knownActivityIds(transaction, {
      connectionId,
      activityIds: plausible.map(({ row }) => row.activity.id),
    });
    const appended = await log.append(
      confirmed.map(({ row: { activity, receivedAt, trace }, events, isPlausible }) => ({
        connectionId,
        via: 'webhook',
        receivedAt,
        ...(trace === null ? {} : { trace }),
        activities: [
          isPlausible && !taken.has(activity.id)
            ? { ...activity, keptAs: plausibleId({ ...activity, ...events[0] }) }
            : activity,
        ],
      })),
    );
    // Another activity with the id of a plausible one may be the authentic one: it keeps waiting.
    await store.remember(
      transaction,
      plausible.map(({ row }) => row.seq),
    );
    await store.remove(transaction, {
      connectionId,
      activityIds: confirmed.flatMap((one) => (one.isPlausible ? [] : [one.row.activity.id])),
    });
    return appended;
  }

  /**
   * However many there are (anybody may have sent them), with a fixed number of statements: all
   * writers may be waiting.
   *
   * @returns what the vendor did not come to know in time
   */
  async #recordRest(
    transaction: Transaction,
    options: { readonly answers: readonly Answer[]; readonly now: number },
  ): Promise<UnconfirmedActivity[]> {
    const { answers, now } = options;
    const { store, limits } = this.#options;
    const postponed: { seq: number; nextCheckAt: number }[] = [];
    const denied: UnconfirmedActivity[] = [];
    for (const answer of answers) {
      for (const [index, row] of answer.rows.entries()) {
        // It was included although it was not due: the verdict only counts if it is yes.
        if (row.nextCheckAt > now) continue;
        if (!('error' in answer)) {
          if (answer.accepted[index] === undefined) denied.push(row);
        } else if (!isOutage(answer.error)) {
          // An outage affects the connection, and does not make a document wait longer than others.
          postponed.push({ seq: row.seq, nextCheckAt: now + postponeFor(now - row.receivedAt) });
        }
      }
    }
    await store.postpone(transaction, postponed);
    await store.deny(
      transaction,
      denied.flatMap((row) => {
        const wait = limits.asksAgainAfterMs[row.denials];
        return wait === undefined ? [] : [{ ...row, nextCheckAt: now + wait }];
      }),
    );
    const last = denied.filter((row) => limits.asksAgainAfterMs[row.denials] === undefined);
    const dropped = await store.drop(transaction, last);
    return last.filter(({ seq }) => dropped.has(seq));
  }

  #reportConfirmed(
    options: Answers & {
      readonly row: UnconfirmedActivity;
      readonly appended: Appended | undefined;
    },
  ): void {
    const { connectionId, source, row, appended } = options;
    const eventIds = appended?.events.map(({ id }) => id) ?? [];
    const duplicates = appended?.duplicates ?? 0;
    const outcome = duplicates > 0 ? 'duplicate' : 'accepted';
    this.#options.onVerdict?.({ source: source.name, outcome, count: 1 });
    this.#trace({ connectionId, source, row, outcome });
    this.#options.logger.info(
      { connectionId, outcome, activityIds: [row.activity.id], eventIds },
      'confirmation',
    );
  }

  /** When its wait ended. */
  #trace(options: {
    readonly connectionId: string;
    readonly source: AnySource;
    readonly row: UnconfirmedActivity;
    readonly outcome: Verdict['outcome'];
  }): void {
    const { connectionId, source, row, outcome } = options;
    if (row.trace === null) return;
    this.#options.tracer
      .start('confirm', {
        parent: row.trace,
        attributes: {
          'invoice_relay.connection.id': connectionId,
          'invoice_relay.source': source.name,
          'invoice_relay.outcome': outcome,
        },
      })
      .end();
  }

  #reportDropped(options: Answers & { readonly row: UnconfirmedActivity }): void {
    const { connectionId, source, row } = options;
    this.#options.onVerdict?.({ source: source.name, outcome: 'refused', count: 1 });
    this.#trace({ connectionId, source, row, outcome: 'refused' });
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

/** @param ageMs how long it has waited already */
function postponeFor(ageMs: number): number {
  return Math.min(Math.max(ageMs, postponeForMs.least), postponeForMs.most);
}

function confirmedBy(answer: Answer): Confirmed[] {
  if ('error' in answer) return [];
  return answer.rows.flatMap((row, index) => {
    const accepted = answer.accepted[index];
    return accepted === undefined ? [] : [{ ...accepted, row }];
  });
}
