import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export const backfillStatuses = ['pending', 'running', 'completed', 'failed'] as const;
export type BackfillStatus = (typeof backfillStatuses)[number];

/** Why a backfill was started: on request, on schedule, or because the connection came back. */
export const backfillReasons = ['manual', 'interval', 'returned'] as const;
export type BackfillReason = (typeof backfillReasons)[number];

/**
 * A scan of a vendor's API for activities that never arrived, and their way into the event log.
 * Survives restarts. A connection has one at a time.
 */
@Entity('backfills')
@Index('backfills_connection', ['connectionId', 'id'])
@Index('backfills_open', ['connectionId'], { unique: true, where: `"finished_at" IS NULL` })
export class BackfillEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text')
  reason: BackfillReason;

  @Column('text')
  status: BackfillStatus;

  /**
   * Nothing that happened before this time is looked for; null means everything. Epoch
   * milliseconds.
   */
  @Column(integer({ name: 'from_at', nullable: true }))
  fromAt: number | null;

  /** Only activities after this position count as missing; null means all of them. */
  @Column(integer({ name: 'after_position', nullable: true }))
  afterPosition: number | null;

  /** The source's own JSON: where to continue. */
  @Column('text', { nullable: true })
  cursor: string | null;

  /** When the scan ended, and appending started; null while it scans. */
  @Column(integer({ name: 'walked_at', nullable: true }))
  walkedAt: number | null;

  /** Why the scan was given up early, human-readable; null if it was not. */
  @Column('text', { name: 'walk_error', nullable: true })
  walkError: string | null;

  /** Documents read so far. */
  @Column('integer')
  done: number;

  @Column('integer', { nullable: true })
  total: number | null;

  /** How many of these documents the vendor failed to return. */
  @Column('integer')
  unreadable: number;

  /** JSON: the first few of them, each with the reason, human-readable. */
  @Column('text', { name: 'unreadable_examples' })
  unreadableExamples: string;

  /** Activities that the API knows. */
  @Column('integer')
  found: number;

  /** How many of them never arrived. One that arrives in the meantime is subtracted. */
  @Column('integer')
  missing: number;

  /** How many of the missing ones are events by now. */
  @Column('integer')
  appended: number;

  /** Found, but skipped: dated before `fromAt`, or without a date. */
  @Column('integer', { name: 'left_out', default: 0 })
  leftOut: number;

  /** JSON: how many events of each type were appended. */
  @Column('text', { name: 'missing_types' })
  missingTypes: string;

  /** JSON: the earliest one that never arrived, once it is appended. */
  @Column('text', { name: 'missing_since', nullable: true })
  missingSince: string | null;

  /** Consecutive failures to reach the vendor. */
  @Column('integer')
  failures: number;

  /** The last error, human-readable; null once it continues. */
  @Column('text', { nullable: true })
  error: string | null;

  @Column(integer({ name: 'next_run_at' }))
  nextRunAt: number;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'started_at', nullable: true }))
  startedAt: number | null;

  @Column(integer({ name: 'finished_at', nullable: true }))
  finishedAt: number | null;
}
