import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export const backfillStatuses = ['pending', 'running', 'completed', 'failed'] as const;
export type BackfillStatus = (typeof backfillStatuses)[number];

/** Why a backfill was made: somebody asked, its time came, or the connection came back. */
export type BackfillReason = 'manual' | 'interval' | 'returned';

/** A walk through a vendor's API for activities that never arrived. Survives a restart. */
@Entity('backfills')
@Index('backfills_connection', ['connectionId', 'createdAt'])
@Index('backfills_open', ['status', 'nextRunAt'], { where: `"finished_at" IS NULL` })
export class BackfillEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text')
  reason: BackfillReason;

  @Column('text')
  status: BackfillStatus;

  /** Only activities after this one are missed: its position; null is all of them. */
  @Column(integer({ name: 'after_position', nullable: true }))
  afterPosition: number | null;

  /** JSON of the source: where to go on. */
  @Column('text', { nullable: true })
  cursor: string | null;

  /** Documents looked through. */
  @Column('integer')
  done: number;

  @Column('integer', { nullable: true })
  total: number | null;

  /** Activities that the API knows. */
  @Column('integer')
  found: number;

  /** Of these, such as never arrived. */
  @Column('integer')
  missing: number;

  /** Of these, such as are events by now. */
  @Column('integer')
  appended: number;

  /** What went wrong last, for people. */
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
