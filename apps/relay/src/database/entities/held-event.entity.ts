import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * An event that is not in the log yet: its connection holds it for a few seconds, so that earlier
 * ones of its subject that come meanwhile go before it. Its activity is kept already.
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

  /** What it is put in order by: the time of the event, or of one that it stands behind for certain. */
  @Column(integer({ name: 'sort_at' }))
  sortAt: number;

  /** The digits of that second after the dot, which compare as text. */
  @Column('text', { name: 'sort_fraction' })
  sortFraction: string;

  @Column(integer({ name: 'received_at' }))
  receivedAt: number;

  /** When it goes into the log at the latest, in epoch milliseconds. */
  @Column(integer({ name: 'due_at' }))
  dueAt: number;

  /** Whether its document is to be asked for then. */
  @Column('boolean')
  enriches: boolean;

  @Column('text', { nullable: true })
  trace: string | null;

  @Column('text')
  body: string;
}
