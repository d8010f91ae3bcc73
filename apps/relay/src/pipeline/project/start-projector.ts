import { Worker } from 'node:worker_threads';

import type { Database } from '../../database/database.ts';
import type { InboxReader } from '../../database/inbox/inbox.ts';
import type { SourceRegistry } from '../../sources/source-registry.ts';
import type { EventLog } from '../log/event-log.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import type { Fault } from '../../operations/faults.ts';
import type { RecordingThread } from '../record/recording-thread.ts';
import type { LogCommit } from '../log/log-commit.ts';
import type { Projected } from './projected.ts';
import type {
  ProjectorDatabase,
  ProjectorMessage,
  ProjectorOrder,
  ProjectorThreadData,
} from './projector-messages.ts';
import type { ProjectorSignal } from './projector-signal.ts';
import { Projector } from './projector.ts';

/** A running projector, wherever it runs. */
export interface RunningProjector {
  /**
   * Ends after the current batch, or right away if that does not end. The rest is projected at the
   * next start.
   */
  stop(): Promise<void>;
}

/** Callbacks for what it does. */
export interface ProjectorListeners {
  readonly onCommit: (commit: LogCommit) => void;
  /** Called with faults that nobody waits for in its thread. */
  readonly onFault: (fault: Fault) => void;
  readonly onProjected: (projected: Projected) => void;
  readonly onError: (error: unknown) => void;
  readonly onHealthy: () => void;
}

/** How long after it ended unexpectedly it is started again. Milliseconds. */
const restartMs = 1_000;

/** A thread that has not ended this long after being asked to is terminated. Milliseconds. */
const stopGraceMs = 3_000;

/** Like this file: source in development, built otherwise. */
const extension = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
const threadUrl = new URL(`./projector-thread.${extension}`, import.meta.url);

export interface ProjectorThreadOptions extends ProjectorListeners {
  readonly database: ProjectorDatabase;
  readonly signal: ProjectorSignal;
  /** Package names. */
  readonly sources: readonly string[];
  readonly failingLimits: FailingLimits;
  /** Has attempts recorded there. */
  readonly recording?: RecordingThread | undefined;
  /** Called when the thread has ended, for whatever reason: it may have held something. */
  readonly onEnded?: () => void;
}

/**
 * Starts the projector in a thread of its own, which loads the sources by their package names. A
 * thread that ends unexpectedly is started again.
 */
export async function startProjectorThread(
  options: ProjectorThreadOptions,
): Promise<RunningProjector> {
  const thread = new ProjectorThread(options);
  await thread.start();
  return thread;
}

class ProjectorThread implements RunningProjector {
  readonly #options: ProjectorThreadOptions;
  #worker: Worker | undefined;
  #stopping = false;
  #restart: NodeJS.Timeout | undefined;

  constructor(options: ProjectorThreadOptions) {
    this.#options = options;
  }

  /** @throws if the thread ends before it is ready: then it is not started again */
  async start(): Promise<void> {
    try {
      await this.#launch();
    } catch (error) {
      this.#startNoMore();
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#startNoMore();
    const worker = this.#worker;
    if (worker === undefined || worker.threadId === -1) return;
    const ended = new Promise((resolve) => {
      worker.once('exit', resolve);
    });
    this.#send({ kind: 'stop' });
    // Its current batch is not committed, and starts over.
    const giveUp = setTimeout(() => void worker.terminate(), stopGraceMs);
    await ended;
    clearTimeout(giveUp);
  }

  #startNoMore(): void {
    this.#stopping = true;
    clearTimeout(this.#restart);
  }

  readonly #send = (order: ProjectorOrder): void => {
    this.#worker?.postMessage(order);
  };

  /** Resolves when the thread is ready. */
  #launch(): Promise<void> {
    const { database, signal, sources, failingLimits, onError } = this.#options;
    const { promise: ready, resolve, reject } = Promise.withResolvers<void>();
    const data: ProjectorThreadData = { database, signal: signal.shared, sources, failingLimits };
    const worker = new Worker(threadUrl, {
      workerData: data,
      ...(extension === 'ts' ? { execArgv: ['--conditions=@invoice-relay/source'] } : {}),
    });
    this.#worker = worker;
    worker.on('message', (message: ProjectorMessage) => {
      this.#receive(message);
      if (message.kind === 'ready') resolve();
    });
    let hasFailed = false;
    worker.once('error', (error) => {
      hasFailed = true;
      onError(error);
      reject(error);
    });
    worker.once('exit', (code) => {
      const error = new Error(`The projector ended (exit code ${code}).`);
      this.#ended(hasFailed ? undefined : error);
      reject(error);
    });
    return ready;
  }

  #receive(message: ProjectorMessage): void {
    const { recording, onCommit, onFault, onProjected, onError, onHealthy } = this.#options;
    switch (message.kind) {
      case 'ready':
        return recording?.started(this.#send);
      case 'recorded':
      case 'notRecorded':
        return recording?.replied(message);
      case 'commit':
        return onCommit(message.commit);
      case 'projected':
        return onProjected(message.projected);
      case 'healthy':
        return onHealthy();
      case 'fault':
        return onFault(message.fault);
      case 'error':
        return onError(Object.assign(message.error, { code: message.code }));
    }
  }

  /** @param unreported why, unless that was reported already */
  #ended(unreported: Error | undefined): void {
    const { signal, recording, onError, onEnded } = this.#options;
    signal.batchEnds();
    onEnded?.();
    recording?.ended();
    if (this.#stopping) return;
    if (unreported !== undefined) onError(unreported);
    // Why the restart fails is reported as well.
    this.#restart = setTimeout(() => void this.#launch().catch(() => {}), restartMs);
  }
}

/** Starts the projector in this thread: for sources that are objects rather than packages. */
export function startProjectorHere(
  options: {
    readonly database: Database;
    readonly inbox: InboxReader;
    readonly log: EventLog;
    readonly sources: SourceRegistry;
    readonly signal: ProjectorSignal;
  } & Omit<ProjectorListeners, 'onCommit' | 'onFault'>,
): RunningProjector {
  const projector = new Projector(options);
  projector.start();
  return { stop: () => projector.stop() };
}
