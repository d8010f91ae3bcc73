import type { AnySource, SameActivity } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import { enrichmentDeadline } from '../log/enrichment-deadline.ts';
import type { EventWriter } from '../log/event-writer.ts';
import type { LogConnections } from '../log/log-connections.ts';
import { emptyCommit } from '../log/log-commit.ts';
import type { LogCommit } from '../log/log-commit.ts';
import { newEvent } from '../log/new-event.ts';
import { correctionJobs } from './correction-jobs.ts';
import { learnFacts } from './learn-facts.ts';
import { misreadEvents } from './misread-events.ts';
import { knownFromApi, repeatedWebhooks } from './same-activities.ts';
import type { KeptArrival } from './same-activities.ts';

interface LearnerOptions {
  readonly database: Database;
  readonly sources: SourceRegistry;
  readonly jobs: Pick<JobStore, 'schedule'>;
  readonly connections: LogConnections;
  readonly writer: EventWriter;
  readonly onCommit?: (commit: LogCommit) => void;
}

/** A page of events that was examined again. */
type Looked = Awaited<ReturnType<typeof misreadEvents>> & {
  readonly connection: LogConnection | undefined;
};

/** The part of the event log that learns how vendors write, and corrects what was misread. */
export class Learner {
  readonly #options: LearnerOptions;

  constructor(options: LearnerOptions) {
    this.#options = options;
  }

  /**
   * Learns from activities that arrived both by webhook and from the vendor's API, inside the
   * caller's transaction. What is learned applies to everything read from its commit on. If it
   * shows that something was misread, a job corrects the events created earlier.
   *
   * @param options.now epoch milliseconds
   */
  async learn(
    tx: Transaction,
    options: {
      readonly connectionId: string;
      readonly activities: readonly SameActivity[];
      readonly now: number;
    },
  ): Promise<void> {
    const { database, jobs, onCommit } = this.#options;
    const { connectionId, activities, now } = options;
    const source = await this.#sourceOf(tx, connectionId);
    if (source?.learn === undefined || activities.length === 0) return;
    const learned = await learnFacts(tx, { connectionId, source, activities });
    if (learned.hasMisread) {
      await jobs.schedule(tx, { kind: correctionJobs, key: connectionId, dueAt: now });
    }
    const { notes, problem } = learned;
    if (notes.length === 0 && problem === null) return;
    const commit: LogCommit = {
      ...emptyCommit,
      learned: [{ connectionId, source: source.name, notes, problem }],
      hasJobs: learned.hasMisread,
    };
    database.afterCommit(() => onCommit?.(commit));
  }

  /**
   * A webhook that arrives after the vendor's API reported its activity creates no event, but may
   * teach something.
   *
   * @param options.now epoch milliseconds
   */
  async learnFromRepeats(
    tx: Transaction,
    options: {
      readonly read: readonly Pick<KeptArrival, 'arrival' | 'readings'>[];
      readonly kept: readonly Pick<KeptArrival, 'events' | 'duplicates'>[];
      readonly now: number;
    },
  ): Promise<void> {
    const { read, kept, now } = options;
    const repeated = repeatedWebhooks(read.map((one, index) => ({ ...one, ...kept[index] })));
    for (const [connectionId, webhooks] of repeated) {
      if ((await this.#sourceOf(tx, connectionId))?.learn === undefined) continue;
      const activities = await knownFromApi(tx, { connectionId, webhooks });
      await this.learn(tx, { connectionId, activities, now });
    }
  }

  /**
   * Examines a page of a connection's events again, and creates an event for each that is no longer
   * right: it names the one it replaces, and is delivered after it.
   *
   * @param options.now epoch milliseconds
   * @returns the position in the log to continue after; null when all were examined
   */
  async correct(options: {
    readonly connectionId: string;
    readonly after: number;
    readonly limit: number;
    readonly now: number;
  }): Promise<number | null> {
    const { database, sources, connections } = this.#options;
    const { connectionId, now } = options;
    const look = async (tx: Transaction): Promise<Looked> => {
      await connections.refresh(tx);
      const connection = await connections.find(tx, connectionId);
      if (connection === undefined) return { misread: [], next: null, connection };
      return { ...(await misreadEvents(tx, { ...options, connection, sources })), connection };
    };
    // Usually there is nothing to correct, and nobody has to wait for it.
    const { misread, next } = await database.read(look);
    if (misread.length > 0) {
      await database.write(async (tx) => this.#keepCorrections(tx, await look(tx), now));
    }
    return next;
  }

  async #keepCorrections(
    tx: Transaction,
    { misread, connection }: Looked,
    now: number,
  ): Promise<void> {
    const { database, writer, onCommit } = this.#options;
    if (connection === undefined) return;
    const enrichUntil = enrichmentDeadline({ connection, now });
    const events = misread.map(({ correction, corrects, correctedTypes, ...one }) =>
      newEvent({
        ...one,
        connection,
        correction: { count: correction, corrects, correctedTypes },
        receivedAt: now,
        enrichUntil,
        trace: null,
      }),
    );
    const { created, damaged, enriches } = await writer.write(tx, { events, now });
    const { id: connectionId, source } = connection;
    const corrected = events.flatMap(({ id, type, corrects }) =>
      corrects === undefined ? [] : [{ connectionId, source, eventId: id, type, corrects }],
    );
    const commit: LogCommit = { ...emptyCommit, created, damaged, corrected, hasJobs: enriches };
    database.afterCommit(() => onCommit?.(commit));
  }

  async #sourceOf(tx: Transaction, connectionId: string): Promise<AnySource | undefined> {
    const connection = await this.#options.connections.find(tx, connectionId);
    return connection && this.#options.sources.get(connection.source);
  }
}
