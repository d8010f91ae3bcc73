import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * A missing activity that a backfill found, kept until all are found and can be appended in order.
 */
@Entity('backfill_finds')
@Index('backfill_finds_identity', ['backfillId', 'activityId'], { unique: true })
@Index('backfill_finds_order', ['backfillId', 'position', 'seq'])
export class BackfillFindEntity {
  @PrimaryGeneratedColumn({ type: 'integer' })
  seq: number;

  @Column('text', { name: 'backfill_id' })
  backfillId: string;

  @Column('text', { name: 'activity_id' })
  activityId: string;

  @Column(integer({ name: 'position' }))
  position: number;

  @Column('blob')
  raw: Buffer;
}
