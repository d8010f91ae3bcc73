import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export const backfillStatuses = ['pending', 'running', 'completed', 'failed'] as const;
export type BackfillStatus = (typeof backfillStatuses)[number];

/** Why a backfill was made: somebody asked, its time came, or the connection came back. */
export const backfillReasons = ['manual', 'interval', 'returned'] as const;
export type BackfillReason = (typeof backfillReasons)[number];

/**
 * A walk through a vendor's API for activities that never arrived, and their way into the event
 * log. Survives a restart. A connection has one at a time.
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

  /** What happened before this moment is not looked for; null is everything. Epoch milliseconds. */
  @Column(integer({ name: 'from_at', nullable: true }))
  fromAt: number | null;

  /** Only activities after this one are missed: its position; null is all of them. */
  @Column(integer({ name: 'after_position', nullable: true }))
  afterPosition: number | null;

  /** JSON of the source: where to go on. */
  @Column('text', { nullable: true })
  cursor: string | null;

  /** When the walk was over, and what it found began to be appended; null while it walks. */
  @Column(integer({ name: 'walked_at', nullable: true }))
  walkedAt: number | null;

  /** Why the walk was given up before its end, for people; null when it was not. */
  @Column('text', { name: 'walk_error', nullable: true })
  walkError: string | null;

  /** Documents read so far. */
  @Column('integer')
  done: number;

  @Column('integer', { nullable: true })
  total: number | null;

  /** Of these documents, such as the vendor would not give. */
  @Column('integer')
  unreadable: number;

  /** JSON: the first few of them, each with the reason, for people. */
  @Column('text', { name: 'unreadable_examples' })
  unreadableExamples: string;

  /** Activities that the API knows. */
  @Column('integer')
  found: number;

  /** Of these, such as never arrived. One that arrives meanwhile is taken off again. */
  @Column('integer')
  missing: number;

  /** How many of the missing ones are events by now. */
  @Column('integer')
  appended: number;

  /** Found, and left out: from before `fromAt` by its date, or without one that tells. */
  @Column('integer', { name: 'left_out', default: 0 })
  leftOut: number;

  /** JSON: how many events of each type the appended ones became. */
  @Column('text', { name: 'missing_types' })
  missingTypes: string;

  /** JSON: the earliest one that never arrived, once it is appended. */
  @Column('text', { name: 'missing_since', nullable: true })
  missingSince: string | null;

  /** How often in a row the vendor could not be asked. */
  @Column('integer')
  failures: number;

  /** What went wrong last, for people; null once it goes on. */
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
