import type BetterSqlite3 from 'better-sqlite3-node-api';

import type { Database } from '../database/database.ts';
import type { InboxReader, InboxWriter } from '../database/inbox/inbox.ts';
import type { Leases } from '../database/leases.ts';
import type { ProcessWatch } from '../database/postgres/process-watch.ts';
import type { EmbeddedJobStore } from '../jobs/embedded-job-store.ts';
import type { JobLeadership } from '../jobs/job-runner.ts';
import type { DeliveryQueue } from '../pipeline/lanes/delivery-queue.ts';
import type { Wake } from '../shared/wake.ts';
import type { ConnectionSignals } from '../pipeline/log/connection-signals.ts';
import type { ProjectorDatabase } from '../pipeline/project/projector-messages.ts';
import type { RecordingThread } from '../pipeline/record/recording-thread.ts';
import type { ProjectorSignal } from '../pipeline/project/projector-signal.ts';

/** Everything that depends on the database the relay works on, opened. */
export interface Storage {
  readonly database: Database;
  readonly inbox: InboxWriter;
  /** How ingest and the projector tell each other where they are. */
  readonly signal: ProjectorSignal;
  readonly wake: Wake;
  readonly queue: DeliveryQueue;
  /** Has attempts recorded by the projector's thread; null if there is no benefit. */
  readonly recording: RecordingThread | null;
  readonly jobs: EmbeddedJobStore;
  /** Coordination between processes; null if there is only one. */
  readonly shared: {
    readonly leases: Leases;
    readonly leadership: JobLeadership;
    /** Frees what dead processes held. */
    readonly watch: ProcessWatch;
  } | null;
  /** For a projector in a thread of its own. */
  readonly projectorDatabase: ProjectorDatabase;
  /** For a projector in this thread. */
  openInboxReader(): InboxReader;
  /** Called when a projector's thread has ended, with whatever it held. */
  projectorEnded(): void;
  /** Starts exchanging notifications with other processes. */
  connect(options: { readonly signals: ConnectionSignals }): Promise<void>;
  close(): Promise<void>;
}

/** Accesses the SQLite connections that write, for tests that let the disk fill up. */
export type PrepareDatabase = (
  connection: BetterSqlite3.Database,
  file: 'database' | 'inbox',
) => void;
