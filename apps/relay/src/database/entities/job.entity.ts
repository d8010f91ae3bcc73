import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** Background work that is waiting or running. Times are epoch milliseconds. */
@Entity('jobs')
@Index('jobs_due', ['kind', 'dueAt'])
export class JobEntity {
  @PrimaryColumn('text')
  kind: string;

  @PrimaryColumn('text')
  key: string;

  /** When it is to be run; while it runs, when its lease ends. */
  @Column(integer({ name: 'due_at' }))
  dueAt: number;

  /** Who has claimed it; null while it waits. */
  @Column('text', { nullable: true })
  claim: string | null;

  /** When it is due once more, if that became known while it ran. */
  @Column(integer({ name: 'again_at', nullable: true }))
  againAt: number | null;
}
