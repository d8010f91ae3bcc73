import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * The next delivery of each lane with something pending, one row per lane, so that finding what is
 * due costs the same however much waits behind it.
 */
@Entity('lanes', { withoutRowid: true })
// It covers all lanes. But it can only be used by statements that contain its condition:
// PostgreSQL, which assumes a handful of lanes where there are many, must not search all lanes of a
// subscription for one.
@Index('lanes_due', ['subscriptionId', 'priority', 'dueAt', 'headSeq'], {
  where: `"priority" >= 0`,
})
export class LaneEntity {
  @PrimaryColumn('text', { name: 'subscription_id' })
  subscriptionId: string;

  /** See `laneOf`. */
  @PrimaryColumn('text')
  lane: string;

  /** The next delivery: of those pending, the one whose event is the oldest. */
  @Column(integer({ name: 'head_seq' }))
  headSeq: number;

  @Column(integer({ name: 'head_event_seq' }))
  headEventSeq: number;

  /** Attempts since it was created or last retried by hand: its place in the schedule. */
  @Column('integer')
  attempts: number;

  /** See `lanePriorities`. */
  @Column('integer')
  priority: number;

  /** When its next attempt is due, in epoch milliseconds. */
  @Column(integer({ name: 'due_at' }))
  dueAt: number;

  /**
   * Who holds it, if several processes share a database: a random number per claim. Null if nobody
   * does. See `SharedDeliveryQueue`.
   */
  @Column(integer({ name: 'claim', nullable: true }))
  claim: number | null;

  /** The delivery that it was claimed for, which another one may have replaced as the next. */
  @Column(integer({ name: 'claimed_seq', nullable: true }))
  claimedSeq: number | null;

  /** Until when, by the database's clock, in epoch milliseconds. */
  @Column(integer({ name: 'claimed_until', nullable: true }))
  claimedUntil: number | null;
}
