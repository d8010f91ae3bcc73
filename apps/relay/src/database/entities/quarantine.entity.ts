import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/** A request or an activity that could not be read or verified, kept raw. */
@Entity('quarantine')
@Index('quarantine_id', ['id'], { unique: true })
@Index('quarantine_identity', ['connectionId', 'hash'], { unique: true })
@Index('quarantine_connection', ['connectionId', 'seq'])
@Index('quarantine_use', ['connectionId', 'authentic', 'size'])
export class QuarantineEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  /** `qua_…` */
  @Column('text')
  id: string;

  @Column('text', { name: 'connection_id' })
  connectionId: string;

  @Column('text')
  source: string;

  /** Why it is here: see `QuarantineReason`. */
  @Column('text')
  reason: string;

  /** The same, human-readable. */
  @Column('text')
  detail: string;

  /** Whether it is known to be authentic: only its content could not be read. */
  @Column('boolean')
  authentic: boolean;

  @Column('text')
  via: 'webhook' | 'poll' | 'backfill';

  /** If it is a single activity rather than a whole request. */
  @Column('text', { name: 'activity_id', nullable: true })
  activityId: string | null;

  @Column('text')
  method: string;

  /** JSON, without headers that carry credentials. */
  @Column('text')
  headers: string;

  @Column('blob')
  body: Buffer;

  /** Size of the body in bytes. */
  @Column('integer')
  size: number;

  /** SHA-256, in hex, of everything that it is read from: what is identical is kept once. */
  @Column('text')
  hash: string;

  @Column(integer({ name: 'received_at' }))
  receivedAt: number;

  /** When it was last processed again. */
  @Column(integer({ name: 'retried_at', nullable: true }))
  retriedAt: number | null;
}
