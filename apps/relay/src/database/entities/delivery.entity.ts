import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

export const deliveryStatuses = ['pending', 'delivered', 'dead', 'cancelled'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/**
 * One event for one subscription. Deliveries that must keep their order share a `lane`; only the
 * oldest pending one of a lane is its `head`, and only heads are due. So finding what is due
 * costs the same however much waits behind.
 */
@Entity('deliveries')
@Index('deliveries_due', ['subscriptionId', 'retrying', 'nextAttemptAt', 'seq'], {
  where: `"head" = 1 AND "status" = 'pending'`,
})
@Index('deliveries_lane', ['subscriptionId', 'lane', 'seq'], { where: `"status" = 'pending'` })
@Index('deliveries_subscription', ['subscriptionId', 'seq'])
@Index('deliveries_event', ['eventSeq', 'seq'])
@Index('deliveries_status', ['status', 'seq'])
export class DeliveryEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text', { name: 'subscription_id' })
  subscriptionId: string;

  @Column(integer({ name: 'event_seq' }))
  eventSeq: number;

  @Column('text')
  lane: string;

  @Column('boolean')
  head: boolean;

  @Column('text')
  status: DeliveryStatus;

  /** Attempts made since it was made or last retried by hand: the place in the schedule. */
  @Column('integer')
  attempts: number;

  /** Whether the next attempt repeats a failed one: first attempts must not starve behind those. */
  @Column('boolean')
  retrying: boolean;

  @Column(integer({ name: 'next_attempt_at' }))
  nextAttemptAt: number;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'finished_at', nullable: true }))
  finishedAt: number | null;
}
