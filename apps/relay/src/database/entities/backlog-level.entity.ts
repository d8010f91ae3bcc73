import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** How much was waiting in a minute, or at most in an hour. */
@Entity('backlog_levels', { withoutRowid: true })
export class BacklogLevelEntity {
  /** The length of the step in seconds: 60 or 3600. */
  @PrimaryColumn('integer')
  step: number;

  /** When the step starts, in epoch milliseconds. */
  @PrimaryColumn('bigint')
  at: number;

  /** Pending deliveries. */
  @Column(integer({ name: 'pending' }))
  pending: number;

  /** How long the oldest of them had been waiting. */
  @Column(integer({ name: 'oldest_seconds' }))
  oldestSeconds: number;
}
