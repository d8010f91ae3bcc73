import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

export const deliveryStatuses = ['pending', 'delivered', 'dead', 'cancelled'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/**
 * Why a delivery exists:
 * - `live`: its event was created while the subscription was active
 * - `catch_up`: its event was created while the subscription was paused or disabled
 * - `replay`: it was created by a replay
 * - `retry`: it was retried by hand after being dead or cancelled
 */
export const deliveryCauses = ['live', 'catch_up', 'replay', 'retry'] as const;
export type DeliveryCause = (typeof deliveryCauses)[number];

/**
 * One event for one subscription. Deliveries that must keep their order share a `lane`; the next
 * one of each lane, and when it is due, is in `lanes`.
 */
@Entity('deliveries')
@Index('deliveries_lane', ['subscriptionId', 'lane', 'eventSeq', 'seq'], {
  where: `"status" = 'pending'`,
})
@Index('deliveries_subscription', ['subscriptionId', 'seq'])
@Index('deliveries_event', ['eventSeq', 'seq'])
// No statement about lanes contains its condition, so PostgreSQL never uses it instead of
// `deliveries_lane`.
@Index('deliveries_pending', ['seq', 'finishedAt'], { where: `"finished_at" IS NULL` })
@Index('deliveries_status', ['status', 'seq'], { where: `"status" IN ('dead', 'cancelled')` })
@Index('deliveries_given_up', ['subscriptionId', 'status', 'seq'], {
  where: `"status" IN ('dead', 'cancelled')`,
})
@Index('deliveries_replay', ['replayId', 'eventSeq'], {
  unique: true,
  where: `"replay_id" IS NOT NULL`,
})
export class DeliveryEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text', { name: 'subscription_id' })
  subscriptionId: string;

  @Column(integer({ name: 'event_seq' }))
  eventSeq: number;

  @Column('text')
  lane: string;

  @Column('text')
  status: DeliveryStatus;

  @Column('text', { default: 'live' })
  cause: DeliveryCause;

  /** The replay it belongs to. */
  @Column('text', { name: 'replay_id', nullable: true })
  replayId: string | null;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  /** Null exactly as long as it is pending. */
  @Column(integer({ name: 'finished_at', nullable: true }))
  finishedAt: number | null;
}
