import { setImmediate, setTimeout } from 'node:timers/promises';

import { RowsTakenError } from '../../database/inbox/inbox.ts';
import type { InboxReader, InboxRow } from '../../database/inbox/inbox.ts';
import { isStorageFailure } from '../../database/storage-failure.ts';
import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Database } from '../../database/database.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { Arrival } from '../log/arrival.ts';
import type { EventLog } from '../log/event-log.ts';
import { LogConnections } from '../log/log-connections.ts';
import { quarantinedActivity } from '../log/quarantined-activity.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import { summarize } from './projected.ts';
import type { Projected } from './projected.ts';
import type { ProjectorSignal } from './projector-signal.ts';
import { readInboxRow } from './read-inbox-row.ts';
import { YieldToRequests } from './yield-to-requests.ts';

/** Maximum number of rows projected in one transaction. */
const batchRows = 1_000;

/**
 * In a burst it waits this long for rows to gather, as a large transaction costs little more than a
 * small one. Milliseconds.
 */
const lingerMs = 5;

/** While it gives way to requests, how often it checks whether it still has to. Milliseconds. */
const yieldMs = 10;

/** A batch of this many rows is a burst. */
const burstRows = 32;

/** It checks on its own this often, in case a signal is missed. Milliseconds. */
const backstopMs = 1_000;

/** How long after a failure (such as a full disk) it tries again. Milliseconds. */
const recoveryMs = 500;

export interface ProjectorOptions {
  readonly database: Database;
  readonly inbox: InboxReader;
  readonly log: EventLog;
  readonly sources: SourceRegistry;
  readonly signal: ProjectorSignal;
  /** Called after every batch, once it is on disk. */
  readonly onProjected: (projected: Projected) => void;
  /** Called with what prevents it from working. */
  readonly onError: (error: unknown) => void;
  /**
   * Called after its first check, and the first one after an error, whether or not anything was
   * waiting.
   */
  readonly onHealthy: () => void;
}

/**
 * Turns acknowledged requests into activities, events and deliveries, in order: each batch in one
 * transaction, in which its rows are removed from the inbox. So a kill at any moment loses and
 * duplicates nothing: what is not committed is read again.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #connections: LogConnections;
  readonly #yieldToRequests: YieldToRequests;
  #running: Promise<void> | undefined;
  #stopping = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#connections = new LogConnections(options);
    this.#yieldToRequests = new YieldToRequests(options.signal);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends after the current batch. The rest is projected at the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#options.signal.notify();
    await this.#running;
    await this.#options.inbox.close();
  }

  async #run(): Promise<void> {
    const { signal, onError, onHealthy } = this.#options;
    let works = false;
    while (!this.#stopping) {
      if (this.#yieldToRequests.mustWait()) {
        await setTimeout(yieldMs);
        continue;
      }
      const { seen } = signal;
      let rows = 0;
      try {
        rows = await this.#projectBatch();
        // Others may have created all the events: a projector with nothing to do is healthy, too.
        if (!works) onHealthy();
        works = true;
      } catch (error) {
        works = false;
        onError(error);
        await setTimeout(recoveryMs);
        continue;
      }
      // If nothing in it has to be awaited, only this gives others the thread.
      if (rows === batchRows) await setImmediate();
      else if (rows === 0) await signal.waitForMore(seen, backstopMs);
      else if (rows >= burstRows) await setTimeout(lingerMs);
    }
  }

  /** @returns how many rows it took */
  async #projectBatch(): Promise<number> {
    const { inbox, signal, onError, onHealthy } = this.#options;
    const rows = await inbox.read({ limit: batchRows });
    if (rows.length === 0) return 0;
    signal.batchBegins();
    try {
      await this.#project(rows);
    } catch (error) {
      // What is left of them is read again, together.
      if (error instanceof RowsTakenError) return rows.length;
      if (isStorageFailure(error)) throw error;
      // Something on our side fails for one of them: it must not stop the others.
      for (const row of rows) {
        await this.#projectAlone(row);
        signal.batchBegins();
        // This takes a transaction each. Whoever has taken over works on the same rows.
        if (!(await inbox.isOurs())) break;
      }
      // If each row can be projected alone, nobody would ever hear what went wrong.
      onError(error);
      onHealthy();
    } finally {
      signal.batchEnds();
    }
    return rows.length;
  }

  async #projectAlone(row: InboxRow): Promise<void> {
    try {
      await this.#project([row]);
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      const problem: ReadingProblem = {
        reason: 'source_failed',
        detail: `The relay failed to create events from this: ${String(error)}`,
      };
      await this.#project([row], problem);
    }
  }

  /** @param problem if it is already known that the rows cannot become events */
  async #project(rows: readonly InboxRow[], problem?: ReadingProblem): Promise<void> {
    const { database, inbox, log, sources, onProjected } = this.#options;
    const startedAt = performance.now();
    const arrivals: Arrival[] = [];
    const setAside: NewQuarantined[] = [];
    await database.read(async (tx) => {
      await this.#connections.refresh(tx);
      for (const row of rows) {
        const connection = await this.#connections.find(tx, row.connectionId);
        const read = problem ?? readInboxRow({ row, connection, sources });
        if ('activities' in read) arrivals.push(read);
        else {
          const source = connection?.source ?? 'unknown';
          setAside.push(quarantinedActivity({ ...row, source, via: 'webhook', problem: read }));
        }
      }
    });
    const read = await log.read(arrivals);
    const appended = await database.write(async (tx) => {
      if (!(await inbox.take(tx, rows))) return undefined;
      const result = await log.keep(tx, read);
      await log.quarantine(tx, setAside);
      return result;
    });
    // First, so that it is known whatever becomes of the inbox: the batch is on disk, and stays there.
    if (appended !== undefined) {
      onProjected(
        summarize({
          size: rows.length,
          durationMs: performance.now() - startedAt,
          read,
          appended,
          setAside,
        }),
      );
    }
    await inbox.taken(rows);
  }
}
