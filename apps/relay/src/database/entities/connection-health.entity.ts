import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * The health of a connection, and what operational events reported about it: written in the
 * transaction of the event, so that a restart neither repeats nor forgets one. Times are epoch
 * milliseconds.
 */
@Entity('connection_health')
export class ConnectionHealthEntity {
  @PrimaryColumn('text', { name: 'connection_id' })
  connectionId: string;

  /** Since when its vendor cannot be reached; null if it can. */
  @Column(integer({ name: 'failing_since', nullable: true }))
  failingSince: number | null;

  @Column('integer', { name: 'failed_attempts', default: 0 })
  failedAttempts: number;

  /**
   * Code of the latest failure; null if it can be reached, or was not tried since it got
   * credentials.
   */
  @Column('text', { name: 'failing_code', nullable: true })
  failingCode: string | null;

  /** When `relay.connection.failing` was sent; null once it recovered. */
  @Column(integer({ name: 'failing_told_at', nullable: true }))
  failingReportedAt: number | null;

  /** When `relay.connection.silent` was sent; null once it is active again. */
  @Column(integer({ name: 'silent_told_at', nullable: true }))
  silenceReportedAt: number | null;

  /** When `relay.quarantine.added` was last sent. */
  @Column(integer({ name: 'quarantine_told_at', nullable: true }))
  quarantineReportedAt: number | null;

  /** How many items were quarantined since then. */
  @Column('integer', { name: 'quarantine_untold', default: 0 })
  quarantineUnreported: number;

  /** The reason of the last of them. */
  @Column('text', { name: 'quarantine_reason', nullable: true })
  quarantineReason: string | null;
}
