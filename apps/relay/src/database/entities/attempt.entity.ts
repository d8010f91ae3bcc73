import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/** One HTTP request of a delivery, as it went. */
@Entity('attempts')
@Index('attempts_delivery', ['deliverySeq', 'seq'])
export class AttemptEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column(integer({ name: 'delivery_seq' }))
  deliverySeq: number;

  @Column(integer({ name: 'started_at' }))
  startedAt: number;

  @Column('integer', { name: 'duration_ms' })
  durationMs: number;

  /** The HTTP status; null if there was no response. */
  @Column('integer', { nullable: true })
  status: number | null;

  /** What went wrong, in plain English; null if it was delivered. */
  @Column('text', { nullable: true })
  error: string | null;

  /** The first 1 KiB of the response, as text. */
  @Column('text', { nullable: true })
  response: string | null;

  /** JSON: see `attempt-headers.ts`. Null for attempts made before it was stored. */
  @Column('text', { nullable: true })
  request: string | null;

  /** JSON: response headers by name, in at most 1 kB. */
  @Column('text', { name: 'response_headers', nullable: true })
  responseHeaders: string | null;
}
