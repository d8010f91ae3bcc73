import { setImmediate, setTimeout } from 'node:timers/promises';

import type { InboxReader, InboxRow } from '../../database/inbox/inbox.ts';
import { isStorageFailure } from '../../database/storage-failure.ts';
import type { NewQuarantined } from '../../database/tables/quarantine.ts';
import type { Database } from '../../database/database.ts';
import { newId } from '../../shared/ids/index.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { Arrival } from '../log/arrival.ts';
import type { EventLog } from '../log/event-log.ts';
import { LogConnections } from '../log/log-connections.ts';
import type { ReadingProblem } from '../log/read-activity.ts';
import { GivesWay } from './gives-way.ts';
import { summarize } from './projected.ts';
import type { Projected } from './projected.ts';
import type { ProjectorSignal } from './projector-signal.ts';
import { readInboxRow } from './read-inbox-row.ts';

/** How many rows are projected in one transaction at the most. */
const batchRows = 1_000;

/**
 * In a burst it waits so long for rows to gather, as a large transaction costs little more than a
 * small one. Milliseconds.
 */
const lingerMs = 5;

/** While it gives way to requests it looks this often whether it still has to. Milliseconds. */
const giveWayMs = 10;

/** A batch of so many rows is a burst. */
const burstRows = 32;

/** It looks by itself this often, should a signal ever be missed. Milliseconds. */
const backstopMs = 1_000;

/** After a failure (such as a full disk) it tries again. Milliseconds. */
const recoveryMs = 500;

export interface ProjectorOptions {
  readonly database: Database;
  readonly inbox: InboxReader;
  readonly log: EventLog;
  readonly sources: SourceRegistry;
  readonly signal: ProjectorSignal;
  /** Told of every batch, once it is on disk. */
  readonly onProjected: (projected: Projected) => void;
  /** Told of what it cannot do now. */
  readonly onTrouble: (error: unknown) => void;
  /** Told after its first look, and the first one after a trouble: whether or not anything waited. */
  readonly onWorking: () => void;
}

/**
 * Makes activities, events and deliveries of what was acknowledged, in order: each batch in one
 * transaction, in which its rows are taken out of the inbox. So a kill at any moment loses and doubles
 * nothing: what is not committed is read again.
 */
export class Projector {
  readonly #options: ProjectorOptions;
  readonly #connections: LogConnections;
  readonly #givesWay: GivesWay;
  #running: Promise<void> | undefined;
  #stopping = false;

  constructor(options: ProjectorOptions) {
    this.#options = options;
    this.#connections = new LogConnections(options);
    this.#givesWay = new GivesWay(options.signal);
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Ends after the batch that it is at. What is left is projected at the next start. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#options.signal.notify();
    await this.#running;
    await this.#options.inbox.close();
  }

  async #run(): Promise<void> {
    const { signal, onTrouble, onWorking } = this.#options;
    let works = false;
    while (!this.#stopping) {
      if (this.#givesWay.mustWait(Date.now())) {
        await setTimeout(giveWayMs);
        continue;
      }
      const { seen } = signal;
      let rows = 0;
      try {
        rows = await this.#projectBatch();
        // Others may have made events of all that waited: whoever has nothing to do is well, too.
        if (!works) onWorking();
        works = true;
      } catch (error) {
        works = false;
        onTrouble(error);
        await setTimeout(recoveryMs);
        continue;
      }
      // Where nothing of it has to be waited for, only this lets others have the thread.
      if (rows === batchRows) await setImmediate();
      else if (rows === 0) await signal.waitForMore(seen, backstopMs);
      else if (rows >= burstRows) await setTimeout(lingerMs);
    }
  }

  /** @returns how many rows it took */
  async #projectBatch(): Promise<number> {
    const { inbox, signal, onTrouble, onWorking } = this.#options;
    const rows = await inbox.read({ limit: batchRows });
    if (rows.length === 0) return 0;
    signal.batchBegins();
    try {
      await this.#project(rows);
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      // Something of ours is wrong with one of them: it must not stop the others.
      for (const row of rows) {
        await this.#projectAlone(row);
        signal.batchBegins();
      }
      // Of rows that can be projected alone nobody would ever hear what is wrong.
      onTrouble(error);
      onWorking();
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

  /** @param problem when it is known already that nothing can be made of the rows */
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
        else setAside.push(quarantined(row, connection?.source ?? 'unknown', read));
      }
    });
    const read = await log.read(arrivals);
    const appended = await database.write(async (tx) => {
      if (!(await inbox.take(tx, rows))) return undefined;
      const result = await log.keep(tx, read);
      await log.quarantine(tx, setAside);
      return result;
    });
    await inbox.taken(rows);
    if (appended === undefined) return;
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
}

function quarantined(row: InboxRow, source: string, problem: ReadingProblem): NewQuarantined {
  const { connectionId, receivedAt, activityId, body } = row;
  return {
    id: newId({ prefix: 'qua', now: receivedAt }),
    connectionId,
    source,
    ...problem,
    authentic: true,
    via: 'webhook',
    activityId,
    method: 'POST',
    headers: {},
    body,
    receivedAt,
  };
}
