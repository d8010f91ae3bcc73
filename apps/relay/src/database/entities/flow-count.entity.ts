import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * How much came in and went out in a step of time: a row for each minute and for each hour, and for
 * each of those who count at once (see `countFlow`).
 */
@Entity('flow_counts', { withoutRowid: true })
export class FlowCountEntity {
  /** How long the step is, in seconds: 60 or 3600. */
  @PrimaryColumn('integer')
  step: number;

  /** When the step begins, in epoch milliseconds. */
  @PrimaryColumn('bigint')
  at: number;

  @PrimaryColumn('integer')
  shard: number;

  /** Activities that were new. */
  @Column(integer({ name: 'activities' }))
  activities: number;

  @Column(integer({ name: 'events' }))
  events: number;

  /** Deliveries that were made. */
  @Column(integer({ name: 'delivered' }))
  delivered: number;

  @Column(integer({ name: 'failed_attempts' }))
  failedAttempts: number;

  /** Deliveries that were given up. */
  @Column(integer({ name: 'dead' }))
  dead: number;
}
