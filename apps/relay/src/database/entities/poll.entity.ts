import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * How a connection is polled, when it is next, and the result of the last poll. Times in epoch ms.
 */
@Entity('polls')
export class PollEntity {
  @PrimaryColumn('text', { name: 'connection_id' })
  connectionId: string;

  @Column(integer({ name: 'interval_seconds' }))
  intervalSeconds: number;

  @Column('double', { name: 'requests_per_second' })
  requestsPerSecond: number;

  /** `now`, `beginning`, or the id of a document. */
  @Column('text', { name: 'start_from' })
  startFrom: string;

  /** The source's own JSON; null before the first contact. */
  @Column('text', { nullable: true })
  cursor: string | null;

  @Column(integer({ name: 'next_poll_at' }))
  nextPollAt: number;

  /** When a poll was requested that has not finished since. */
  @Column(integer({ name: 'requested_at', nullable: true }))
  requestedAt: number | null;

  @Column(integer({ name: 'started_at', nullable: true }))
  startedAt: number | null;

  /** When the last poll finished. */
  @Column(integer({ name: 'finished_at', nullable: true }))
  finishedAt: number | null;

  /** Activities of the most recently started poll. */
  @Column(integer({ name: 'found' }))
  found: number;

  /** Activities of all polls. */
  @Column(integer({ name: 'found_total' }))
  foundTotal: number;

  /** JSON: the progress of a long scan; null if none is running. */
  @Column('text', { nullable: true })
  progress: string | null;

  /** JSON: the documents that the vendor fails to return at the moment. */
  @Column('text')
  unreadable: string;

  /** What the owner should know although the poll succeeded. */
  @Column('text', { nullable: true })
  notice: string | null;

  /** Consecutive failed polls. */
  @Column(integer({ name: 'failures' }))
  failures: number;

  @Column(integer({ name: 'failing_since', nullable: true }))
  failingSince: number | null;

  @Column('text', { name: 'error_code', nullable: true })
  errorCode: string | null;

  /** Human-readable. */
  @Column('text', { nullable: true })
  error: string | null;
}
