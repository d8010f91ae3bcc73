import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * The vendor's own record, byte for byte. The unique pair prevents repeats from becoming second
 * events.
 */
@Entity('activities')
@Index('activities_identity', ['connectionId', 'activityId'], { unique: true })
export class ActivityEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text', { name: 'activity_id' })
  activityId: string;

  @Column('blob')
  raw: Buffer;

  /** How it arrived first. */
  @Column('text')
  via: 'webhook' | 'poll' | 'backfill';

  @Column(integer({ name: 'received_at' }))
  receivedAt: number;
}
