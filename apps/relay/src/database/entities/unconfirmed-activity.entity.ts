import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * An activity that was acknowledged but is not trusted yet: the vendor's API is still to be asked
 * whether it knows it. The hash is part of its identity, so that a forgery with the id of a real
 * activity does not get in its way.
 */
@Entity('unconfirmed_activities')
@Index('unconfirmed_activities_identity', ['connectionId', 'activityId', 'hash'], { unique: true })
@Index('unconfirmed_activities_due', ['connectionId', 'nextCheckAt', 'seq', 'denials'])
export class UnconfirmedActivityEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text', { name: 'activity_id' })
  activityId: string;

  /** SHA-256 of the raw activity, in hex. */
  @Column('text')
  hash: string;

  @Column('blob')
  raw: Buffer;

  @Column(integer({ name: 'received_at' }))
  receivedAt: number;

  /** How often the vendor said that it does not know it. */
  @Column('integer')
  denials: number;

  @Column(integer({ name: 'next_check_at' }))
  nextCheckAt: number;

  /** The W3C trace context (`traceparent`) of its request; null without tracing. */
  @Column('text', { nullable: true })
  trace: string | null;
}
