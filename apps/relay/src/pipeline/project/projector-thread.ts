import { parentPort, workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';

import { systemClock } from '../../shared/clock/clock.ts';
import { containPlugins } from '../../sources/plugin-calls.ts';
import { sourceOptions } from '../../sources/source-options.ts';
import type { Fault } from '../../operations/faults.ts';
import { cloneable } from '../../shared/cloneable.ts';
import { EmbeddedJobStore } from '../../jobs/embedded-job-store.ts';
import { loadSources } from '../../sources/source-registry.ts';
import { EmbeddedDeliveryQueue } from '../lanes/embedded-delivery-queue.ts';
import { EventLog } from '../log/event-log.ts';
import { ThreadRecorder } from '../record/thread-recorder.ts';
import { openProjectorDatabase } from './open-projector-database.ts';
import type {
  ProjectorMessage,
  ProjectorOrder,
  ProjectorThreadData,
} from './projector-messages.ts';
import { ProjectorSignal } from './projector-signal.ts';
import { Projector } from './projector.ts';

/**
 * The projector in a thread of its own, so that creating events never delays requests. It has its
 * own database connections and sources; it shares the write lock. On SQLite it also records
 * attempts. It must import neither Nest nor TypeORM.
 */
const port = parentPort as MessagePort;
const data = workerData as ProjectorThreadData;
const send = (message: ProjectorMessage): void => port.postMessage(message);

const sendFault = (fault: Fault): void =>
  send({ kind: 'fault', fault: { ...fault, error: cloneable(fault.error) } });

containPlugins({
  onFault: (fault) => sendFault({ kind: 'plugin', ...fault }),
  // Ends the thread as well.
  onOther(error) {
    throw error;
  },
});
const signal = new ProjectorSignal(data.signal);
const sources = await loadSources({
  packages: data.sources,
  sourceOptions: sourceOptions(systemClock),
  listener: signal,
});
const { database, inbox } = openProjectorDatabase(data.database, signal);
database.onFault = (error) => sendFault({ kind: 'afterCommit', error });
const projector = new Projector({
  database,
  inbox,
  sources,
  signal,
  log: new EventLog({
    database,
    sources,
    queue: new EmbeddedDeliveryQueue({ database }),
    jobs: new EmbeddedJobStore(database),
    clock: systemClock,
    onCommit: (commit) => send({ kind: 'commit', commit }),
  }),
  onProjected: (projected) => send({ kind: 'projected', projected }),
  onHealthy: () => send({ kind: 'healthy' }),
  onError: (error) =>
    send({
      kind: 'error',
      error: cloneable(error) as Error,
      code: (error as { code?: string }).code,
    }),
});
const recorder = new ThreadRecorder({ database, failingLimits: data.failingLimits });
port.on('message', async (order: ProjectorOrder) => {
  if (order.kind === 'record') {
    const reply = await recorder.record(order);
    send(
      reply.kind === 'notRecorded' ? { ...reply, error: cloneable(reply.error) as Error } : reply,
    );
    return;
  }
  await Promise.all([projector.stop(), recorder.drain()]);
  await database.close();
  port.close();
});
projector.start();
send({ kind: 'ready' });
