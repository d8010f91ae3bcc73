import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * What of a lane is next: a row for each lane with something pending, so that finding what is due
 * costs the same however much waits behind.
 */
@Entity('lanes', { withoutRowid: true })
// It holds all lanes. But only who says its condition can be given it: PostgreSQL, which believes in a
// handful of lanes where there are many, must not look for one lane among all of a subscription.
@Index('lanes_due', ['subscriptionId', 'priority', 'dueAt', 'headSeq'], {
  where: `"priority" >= 0`,
})
export class LaneEntity {
  @PrimaryColumn('text', { name: 'subscription_id' })
  subscriptionId: string;

  /** See `laneOf`. */
  @PrimaryColumn('text')
  lane: string;

  /** The delivery that is next: of those pending, the one whose event is the oldest. */
  @Column(integer({ name: 'head_seq' }))
  headSeq: number;

  @Column(integer({ name: 'head_event_seq' }))
  headEventSeq: number;

  /** Attempts made of it since it was made or last retried by hand: the place in the schedule. */
  @Column('integer')
  attempts: number;

  /** See `lanePriorities`. */
  @Column('integer')
  priority: number;

  /** When its next attempt is due, in epoch milliseconds. */
  @Column(integer({ name: 'due_at' }))
  dueAt: number;

  /**
   * Who holds it, where several processes share a database: a random number of each claim. Null when
   * nobody does. See `SharedDeliveryQueue`.
   */
  @Column(integer({ name: 'claim', nullable: true }))
  claim: number | null;

  /** Until when, by the database's clock, in epoch milliseconds. */
  @Column(integer({ name: 'claimed_until', nullable: true }))
  claimedUntil: number | null;
}
