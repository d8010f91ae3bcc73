import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export const replayStatuses = ['running', 'done', 'cancelled'] as const;
export type ReplayStatus = (typeof replayStatuses)[number];

/** Deliveries to be made again for a range of past events. Times are epoch milliseconds. */
@Entity('replays')
@Index('replays_running', ['subscriptionId'], { where: `"status" = 'running'` })
export class ReplayEntity {
  /** Sorts by creation time. */
  @PrimaryColumn('text')
  id: string;

  @Column('text', { name: 'subscription_id' })
  subscriptionId: string;

  /** JSON: patterns of event types; null means whatever the subscription selects. */
  @Column('text', { name: 'event_types', nullable: true })
  eventTypes: string | null;

  /** By the timestamps of events: at or after the first, before the second. */
  @Column(integer({ name: 'from_time', nullable: true }))
  fromTime: number | null;

  @Column(integer({ name: 'to_time', nullable: true }))
  toTime: number | null;

  /**
   * JSON: only events whose deliveries to this subscription have one of these statuses; null means
   * every event.
   */
  @Column('text', { name: 'delivery_statuses', nullable: true })
  deliveryStatuses: string | null;

  /** How far it has read the log of events, and where it ends: both were counted. */
  @Column(integer({ name: 'position' }))
  position: number;

  @Column(integer({ name: 'end_seq' }))
  endSeq: number;

  /** Number of events, counted when it was created. */
  @Column(integer({ name: 'total' }))
  total: number;

  /** Number of deliveries created so far. */
  @Column(integer({ name: 'enqueued' }))
  enqueued: number;

  @Column('text')
  status: ReplayStatus;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'finished_at', nullable: true }))
  finishedAt: number | null;
}
