import type { PostgresSettings } from '../../database/postgres/postgres-pool.ts';
import type { FailingLimits } from '../../operations/config/failing-limits.ts';
import type { Fault } from '../../operations/faults.ts';
import type { RecordReply, RecordRequest } from '../record/recording-messages.ts';
import type { LogCommit } from '../log/log-commit.ts';
import type { Projected } from './projected.ts';

/** The database of the projector, as its thread opens it. */
export type ProjectorDatabase =
  | {
      readonly kind: 'sqlite';
      readonly path: string;
      /** Of the `WriteLock`. */
      readonly lock: SharedArrayBuffer;
    }
  | {
      readonly kind: 'postgres';
      readonly settings: PostgresSettings;
      /** The name by which this process holds leases. */
      readonly owner: string;
    };

/** What the projector's thread is given at its start. */
export interface ProjectorThreadData {
  readonly database: ProjectorDatabase;
  /** Of the `ProjectorSignal`. */
  readonly signal: SharedArrayBuffer;
  /** Package names. */
  readonly sources: readonly string[];
  readonly failingLimits: FailingLimits;
}

/** Messages from the main thread. */
export type ProjectorOrder = { readonly kind: 'stop' } | RecordRequest;

/** Messages to the main thread. */
export type ProjectorMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'commit'; readonly commit: LogCommit }
  | { readonly kind: 'projected'; readonly projected: Projected }
  | { readonly kind: 'healthy' }
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'error'; readonly error: Error; readonly code: string | undefined }
  | RecordReply;
