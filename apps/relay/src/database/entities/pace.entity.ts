import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** The pace that was learned for a subscription, so that a restart need not learn it again. */
@Entity('paces')
export class PaceEntity {
  @PrimaryColumn('text', { name: 'subscription_id' })
  subscriptionId: string;

  /** Maximum number of attempts started per second; null if unlimited. */
  @Column('double precision', { name: 'per_second', nullable: true })
  perSecond: number | null;

  /** Maximum number of attempts in flight. */
  @Column('double precision', { name: 'in_flight' })
  inFlight: number;

  /** Nothing is sent before this time, in epoch milliseconds. */
  @Column(integer({ name: 'waits_until' }))
  waitsUntil: number;

  /** Why it is slowed down: see `PaceReason`. */
  @Column('text', { nullable: true })
  reason: string | null;

  @Column(integer({ name: 'saved_at' }))
  savedAt: number;
}
