import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * An event that is not in the log yet: its connection holds it for a few seconds, so that earlier
 * ones of its subject that arrive meanwhile go first. Its activity is already stored.
 */
@Entity('held_events')
@Index('held_events_due', ['connectionId', 'dueAt'])
@Index('held_events_subject', ['connectionId', 'subjectKind', 'subjectId', 'sortAt'])
export class HeldEventEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text')
  id: string;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text', { name: 'activity_id' })
  activityId: string;

  @Column('text')
  type: string;

  @Column('text', { name: 'subject_kind' })
  subjectKind: string;

  @Column('text', { name: 'subject_id' })
  subjectId: string;

  @Column(integer({ name: 'occurred_at' }))
  occurredAt: number;

  /** Whether the vendor said when it happened. */
  @Column('boolean', { name: 'is_dated' })
  isDated: boolean;

  /** Its sort key: the time of the event, or of one that it certainly follows. */
  @Column(integer({ name: 'sort_at' }))
  sortAt: number;

  /** The fractional digits of that second, which compare as text. */
  @Column('text', { name: 'sort_fraction' })
  sortFraction: string;

  @Column(integer({ name: 'received_at' }))
  receivedAt: number;

  /** When it goes into the log at the latest, in epoch milliseconds. */
  @Column(integer({ name: 'due_at' }))
  dueAt: number;

  /** Whether its document is to be requested then. */
  @Column('boolean')
  enriches: boolean;

  @Column('text', { nullable: true })
  trace: string | null;

  @Column('text')
  body: string;
}
