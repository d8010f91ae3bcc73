import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** The pace that was found for a subscription, so that a restart need not find it again. */
@Entity('paces')
export class PaceEntity {
  @PrimaryColumn('text', { name: 'subscription_id' })
  subscriptionId: string;

  /** Starts in a second; null when nothing limits them. */
  @Column('double precision', { name: 'per_second', nullable: true })
  perSecond: number | null;

  /** Attempts in flight at most. */
  @Column('double precision', { name: 'in_flight' })
  inFlight: number;

  /** Nothing is sent before this moment, in epoch milliseconds. */
  @Column(integer({ name: 'waits_until' }))
  waitsUntil: number;

  /** Why it is slowed down: see `PaceReason`. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column(integer({ name: 'saved_at' }))
  savedAt: number;
}
