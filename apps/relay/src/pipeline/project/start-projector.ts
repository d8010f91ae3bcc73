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

/**
 * Starts the projector in a thread of its own, which loads the sources by their package names. A
 * thread that ends unexpectedly is started again.
 */
export async function startProjectorThread(
  options: {
    readonly database: ProjectorDatabase;
    readonly signal: ProjectorSignal;
    readonly sources: readonly string[];
    readonly failingLimits: FailingLimits;
    /** Has attempts recorded there. */
    readonly recording?: RecordingThread | undefined;
    /** Called when the thread has ended, for whatever reason: it may have held something. */
    readonly onEnded?: () => void;
  } & ProjectorListeners,
): Promise<RunningProjector> {
  const { database, signal, sources, failingLimits, recording } = options;
  const { onCommit, onFault, onProjected, onError, onHealthy, onEnded } = options;
  const data: ProjectorThreadData = {
    database,
    signal: signal.shared,
    sources,
    failingLimits,
  };
  let worker: Worker;
  let stopping = false;
  let restart: NodeJS.Timeout | undefined;
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, no window
  const send = (order: ProjectorOrder): void => worker.postMessage(order);
  const start = (): Promise<void> =>
    new Promise((resolve, reject) => {
      worker = new Worker(threadUrl, {
        workerData: data,
        ...(extension === 'ts' ? { execArgv: ['--conditions=@invoice-relay/source'] } : {}),
      });
      worker.on('message', (message: ProjectorMessage) => {
        if (message.kind === 'ready') {
          recording?.started(send);
          resolve();
        } else if (message.kind === 'recorded' || message.kind === 'notRecorded') {
          recording?.replied(message);
        }
        if (message.kind === 'commit') onCommit(message.commit);
        else if (message.kind === 'projected') onProjected(message.projected);
        else if (message.kind === 'healthy') onHealthy();
        else if (message.kind === 'fault') onFault(message.fault);
        else if (message.kind === 'error') {
          onError(Object.assign(message.error, { code: message.code }));
        }
      });
      let failed = false;
      worker.once('error', (error) => {
        failed = true;
        onError(error);
        reject(error);
      });
      worker.once('exit', (code) => {
        signal.batchEnds();
        onEnded?.();
        recording?.ended();
        const ended = new Error(`The projector ended (exit code ${code}).`);
        reject(ended);
        if (stopping) return;
        if (!failed) onError(ended);
        // Why the restart fails is reported as well.
        restart = setTimeout(() => void start().catch(() => {}), restartMs);
      });
    });
  await start().catch((error: unknown) => {
    stopping = true;
    clearTimeout(restart);
    throw error;
  });
  return {
    async stop() {
      stopping = true;
      clearTimeout(restart);
      const ended = new Promise((resolve) => {
        worker.once('exit', resolve);
      });
      if (worker.threadId === -1) return;
      send({ kind: 'stop' });
      // Its current batch is not committed, and starts over.
      const giveUp = setTimeout(() => void worker.terminate(), stopGraceMs);
      await ended;
      clearTimeout(giveUp);
    },
  };
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
