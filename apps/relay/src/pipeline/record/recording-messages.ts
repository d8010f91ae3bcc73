import type { AttemptRecord } from './attempt-record.ts';
import type { HealthChanges } from './record-health.ts';

/** Subscriptions for which something may be due because of what was recorded. */
export type Woken = 'all' | readonly string[];

/** Attempts to be recorded by the writing thread. */
export interface RecordRequest {
  readonly kind: 'record';
  readonly id: number;
  /** `RecordGiven`, as JSON: many small objects are passed faster as one text. */
  readonly given: string;
}

export interface RecordGiven {
  readonly records: readonly AttemptRecord[];
  /** Deliveries of these, by `seq`, were claimed when the attempts ended. */
  readonly held: readonly number[];
}

/** Their outcomes. */
export type RecordReply = { readonly id: number } & (
  | {
      readonly kind: 'recorded';
      readonly changes: HealthChanges;
      readonly woken: Woken;
      /** Whether background work was scheduled. */
      readonly hasJobs: boolean;
    }
  | { readonly kind: 'notRecorded'; readonly error: Error; readonly code: string | undefined }
);
