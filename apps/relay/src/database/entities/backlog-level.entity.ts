import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** How much waited in a minute, and at the most in an hour. */
@Entity('backlog_levels', { withoutRowid: true })
export class BacklogLevelEntity {
  /** How long the step is, in seconds: 60 or 3600. */
  @PrimaryColumn('integer')
  step: number;

  /** When the step begins, in epoch milliseconds. */
  @PrimaryColumn('bigint')
  at: number;

  /** Pending deliveries. */
  @Column(integer({ name: 'pending' }))
  pending: number;

  /** For how long the oldest of them waited. */
  @Column(integer({ name: 'oldest_seconds' }))
  oldestSeconds: number;
}
