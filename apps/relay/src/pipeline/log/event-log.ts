import { setImmediate } from 'node:timers/promises';

import type { Clock } from '../../shared/clock/clock.ts';
import { seconds } from '../../shared/clock/durations.ts';
import { countFlow } from '../../database/tables/flow-counts.ts';
import {
  insertHeldEvents,
  nextHeldDueAt,
  releaseHeldEvents,
  takeHeldEvents,
} from '../../database/tables/held-events.ts';
import type { Database } from '../../database/database.ts';
import { insertQuarantined } from '../../database/tables/quarantine.ts';
import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { OperationalLog } from '../operational/operational-log.ts';
import { reportQuarantined } from '../operational/report-quarantined.ts';
import { Learner } from '../learning/learner.ts';
import type { Appended, Arrival } from './arrival.ts';
import { EventWriter } from './event-writer.ts';
import {
  fromHold,
  holdJobs,
  isHeld,
  longestHoldSeconds,
  releasedAtOnce,
  toHold,
} from './held-event.ts';
import { keepActivities, newActivities, newOf } from './keep-activities.ts';
import type { Kept } from './keep-activities.ts';
import { LogConnections } from './log-connections.ts';
import { emptyCommit, quarantinedSummary } from './log-commit.ts';
import type { LogCommit } from './log-commit.ts';
import { chronological } from './new-event.ts';
import { readActivity } from './read-activity.ts';
import type { ReadArrival } from './read-arrival.ts';
import { recordUnreadable } from './record-unreadable.ts';

interface EventLogOptions {
  readonly database: Database;
  readonly sources: SourceRegistry;
  readonly queue: Pick<DeliveryQueue, 'enqueue'>;
  readonly jobs: Pick<JobStore, 'schedule'>;
  readonly clock: Pick<Clock, 'now'>;
  /** Starts a trace for each activity that arrives without one. */
  readonly tracer?: Tracer;
  /** Called after every append, once it is on disk. */
  readonly onCommit?: (commit: LogCommit) => void;
}

/**
 * The only way into the log, and its only writer: webhooks, polls, backfills and confirmations end
 * here. Activities, events and deliveries are stored in one transaction, or not at all. An activity
 * that is already known, from earlier or from the same group, creates nothing; one that cannot be
 * read is quarantined, and stops nothing behind it.
 */
export class EventLog {
  readonly #options: EventLogOptions;
  readonly #connections: LogConnections;
  readonly #writer: EventWriter;
  readonly #operational: OperationalLog;
  readonly #learner: Learner;

  constructor(options: EventLogOptions) {
    this.#options = options;
    this.#operational = new OperationalLog(options);
    const connections = new LogConnections(options);
    this.#connections = connections;
    this.#writer = new EventWriter({ ...options, connections, operational: this.#operational });
    this.#learner = new Learner({ ...options, connections, writer: this.#writer });
  }

  /**
   * Reads and stores arrivals; inside a `Database.write`, in its transaction.
   *
   * @returns one result per arrival, in order, once all are on disk
   */
  append(arrivals: readonly Arrival[]): Promise<readonly Appended[]> {
    return this.#options.database.write(async (tx) => this.keep(tx, await this.read(arrivals)));
  }

  /** Has sources read what arrived, so that `keep` holds the database for as short as possible. */
  read(arrivals: readonly Arrival[]): Promise<readonly ReadArrival[]> {
    return this.#options.database.read(async (tx) => {
      await this.#connections.refresh(tx);
      return this.#read(tx, arrivals);
    });
  }

  async #read(tx: Transaction, arrivals: readonly Arrival[]): Promise<ReadArrival[]> {
    const { sources } = this.#options;
    const read: ReadArrival[] = [];
    for (const arrival of arrivals) {
      const { changes } = this.#connections;
      const connection = await this.#connections.find(tx, arrival.connectionId);
      const readings =
        connection === undefined
          ? []
          : arrival.activities.map((activity) => readActivity({ activity, connection, sources }));
      read.push({ arrival, connection, changes, readings });
    }
    return read;
  }

  /** Stores what was read, inside the caller's transaction. */
  async keep(tx: Transaction, read: readonly ReadArrival[]): Promise<readonly Appended[]> {
    const { database, clock, onCommit } = this.#options;
    // Settings of a connection that changed in the meantime apply to everything stored from now on.
    await this.#connections.refresh(tx);
    const { changes } = this.#connections;
    const current = read.every((one) => one.changes === changes)
      ? read
      : await this.#read(
          tx,
          read.map(({ arrival }) => arrival),
        );
    const isNew = await keepActivities(tx, current);
    const kept = current.map((one) =>
      newOf(one, { isNew, traceOf: () => this.#traceOf(one), now: clock.now() }),
    );
    const now = Math.max(...current.map(({ arrival }) => arrival.receivedAt));
    const holding = await holdingConnections(tx, current);
    const holds = await this.#hold(tx, { read: current, kept, holding });
    const all = kept.flatMap(({ events }) =>
      events.filter((event) => !isHeld(event, holding.has(event.connectionId))),
    );
    const inOrder = current.every(({ arrival }) => arrival.inOrder === true);
    const { created, damaged, enriches } = await this.#writer.write(tx, {
      events: inOrder ? all : chronological(all),
      now,
    });
    const quarantined = await this.quarantine(tx, await recordUnreadable(tx, current));
    if (onCommit !== undefined) {
      const commit: LogCommit = {
        ...emptyCommit,
        damaged,
        activeConnections: activeConnections(current, kept),
        quarantined: quarantined.map(quarantinedSummary),
        created,
        hasJobs: enriches || holds,
      };
      database.afterCommit(() => onCommit(commit));
    }
    await this.#learner.learnFromRepeats(tx, { read: current, kept, now });
    await countFlow(tx, newActivities(current, kept));
    return kept;
  }

  /**
   * What no traced webhook brought starts a trace when its events are created: one trace per
   * activity.
   */
  #traceOf({ arrival, connection }: ReadArrival): string | null {
    if (arrival.trace !== undefined) return arrival.trace;
    const span = this.#options.tracer?.start('project', {
      attributes: {
        'invoice_relay.connection.id': arrival.connectionId,
        'invoice_relay.source': connection?.source ?? 'unknown',
        'invoice_relay.via': arrival.via,
      },
    });
    span?.end();
    return span?.traceparent ?? null;
  }

  /**
   * Releases held events of a connection into the log, in the order of their timestamps within each
   * subject.
   *
   * @returns when to check again, in epoch milliseconds; null if nothing is held any more
   */
  release(options: {
    readonly connectionId: string;
    readonly now: number;
  }): Promise<number | null> {
    const { database, onCommit } = this.#options;
    const { connectionId, now } = options;
    return database.write(async (tx) => {
      const { events, hasMore } = await takeHeldEvents(tx, {
        connectionId,
        now,
        longestMs: longestHoldSeconds * seconds,
        limit: releasedAtOnce,
      });
      const { created, damaged, enriches } = await this.#writer.write(tx, {
        events: events.map((event) => fromHold(event, now)),
        now,
      });
      if (onCommit !== undefined && events.length > 0) {
        const commit: LogCommit = { ...emptyCommit, created, damaged, hasJobs: enriches };
        database.afterCommit(() => onCommit(commit));
      }
      return hasMore ? now : nextHeldDueAt(tx, connectionId);
    });
  }

  /** Releases everything that a connection holds into the log. */
  async releaseAll(options: {
    readonly connectionId: string;
    readonly now: number;
  }): Promise<void> {
    await this.#options.database.write((tx) => releaseHeldEvents(tx, options));
    let next: number | null = options.now;
    while (next !== null && next <= options.now) {
      next = await this.release(options);
      await setImmediate();
    }
  }

  /**
   * Quarantines what could not be read and reports it, inside the caller's transaction. @returns
   * what was not there yet
   */
  async quarantine(
    tx: Transaction,
    items: readonly NewQuarantined[],
  ): Promise<readonly NewQuarantined[]> {
    if (items.length === 0) return [];
    const ids = await insertQuarantined(tx, items);
    const added = items.filter(({ id }) => ids.has(id));
    const now = Math.max(...items.map(({ receivedAt }) => receivedAt));
    await reportQuarantined(tx, { log: this.#operational, added, now });
    return added;
  }

  /** Puts aside what its connection holds. @returns whether there was any */
  async #hold(
    tx: Transaction,
    options: {
      readonly read: readonly ReadArrival[];
      readonly kept: readonly Kept[];
      readonly holding: ReadonlySet<string>;
    },
  ): Promise<boolean> {
    const { read, kept, holding } = options;
    if (holding.size === 0) return false;
    let holds = false;
    for (const [index, { arrival, connection }] of read.entries()) {
      if (connection === undefined) continue;
      const isHolding = holding.has(connection.id);
      const events = (kept[index]?.events ?? []).filter((event) => isHeld(event, isHolding));
      if (events.length === 0) continue;
      const dueAt = arrival.receivedAt + connection.holdSeconds * seconds;
      await insertHeldEvents(tx, toHold({ events, inOrder: arrival.inOrder === true, dueAt }));
      await this.#options.jobs.schedule(tx, { kind: holdJobs, key: connection.id, dueAt });
      holds = true;
    }
    return holds;
  }

  /**
   * Learns from activities that arrived both by webhook and from the vendor's API, inside the
   * caller's transaction: see {@link Learner}.
   */
  learn(tx: Transaction, options: Parameters<Learner['learn']>[1]): Promise<void> {
    return this.#learner.learn(tx, options);
  }

  /** Corrects what a page of a connection's events says wrongly: see {@link Learner}. */
  correct(options: Parameters<Learner['correct']>[0]): Promise<number | null> {
    return this.#learner.correct(options);
  }
}

/**
 * The connections that are holding events: also those that no longer hold new ones, until what they
 * held is in the log. Otherwise, a new event would overtake an earlier one of its subject.
 */
async function holdingConnections(
  tx: Transaction,
  read: readonly ReadArrival[],
): Promise<ReadonlySet<string>> {
  const holding = new Set<string>();
  for (const connection of new Set(read.map((one) => one.connection))) {
    if (connection === undefined) continue;
    const { id, holdSeconds, heldSome } = connection;
    const isHolding = holdSeconds > 0 || (heldSome && (await nextHeldDueAt(tx, id)) !== null);
    if (isHolding) holding.add(id);
  }
  return holding;
}

function activeConnections(
  read: readonly ReadArrival[],
  kept: readonly Kept[],
): LogCommit['activeConnections'] {
  return read.flatMap(({ arrival }, index) =>
    arrival.via === 'webhook' && (kept[index]?.events.length ?? 0) > 0
      ? [{ connectionId: arrival.connectionId, at: arrival.receivedAt }]
      : [],
  );
}
