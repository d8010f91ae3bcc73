import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * How much came in and went out in a time step: a row for each minute and each hour, and for each
 * concurrent writer (see `countFlow`).
 */
@Entity('flow_counts', { withoutRowid: true })
export class FlowCountEntity {
  /** The length of the step in seconds: 60 or 3600. */
  @PrimaryColumn('integer')
  step: number;

  /** When the step starts, in epoch milliseconds. */
  @PrimaryColumn('bigint')
  at: number;

  @PrimaryColumn('integer')
  shard: number;

  /** New activities. */
  @Column(integer({ name: 'activities' }))
  activities: number;

  @Column(integer({ name: 'events' }))
  events: number;

  /** Successful deliveries. */
  @Column(integer({ name: 'delivered' }))
  delivered: number;

  @Column(integer({ name: 'failed_attempts' }))
  failedAttempts: number;

  /** Deliveries that were given up. */
  @Column(integer({ name: 'dead' }))
  dead: number;
}
