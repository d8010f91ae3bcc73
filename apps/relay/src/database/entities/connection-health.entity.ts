import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * How a connection fares, and what was told of it by operational events: in the transaction of the
 * event, so that a restart tells nothing twice and forgets nothing. Times are epoch milliseconds.
 */
@Entity('connection_health')
export class ConnectionHealthEntity {
  @PrimaryColumn('text', { name: 'connection_id' })
  connectionId: string;

  /** Since when its vendor cannot be asked; null when it can. */
  @Column(integer({ name: 'failing_since', nullable: true }))
  failingSince: number | null;

  @Column('integer', { name: 'failed_attempts', default: 0 })
  failedAttempts: number;

  /** Code of the latest failure; null when it can be asked, or was not since it got credentials. */
  @Column('text', { name: 'failing_code', nullable: true })
  failingCode: string | null;

  /** When `relay.connection.failing` was told; null once it recovered. */
  @Column(integer({ name: 'failing_told_at', nullable: true }))
  failingToldAt: number | null;

  /** When `relay.connection.silent` was told; null once it was heard of again. */
  @Column(integer({ name: 'silent_told_at', nullable: true }))
  silentToldAt: number | null;

  /** When `relay.quarantine.added` was told last. */
  @Column(integer({ name: 'quarantine_told_at', nullable: true }))
  quarantineToldAt: number | null;

  /** How many were put into the quarantine since then. */
  @Column('integer', { name: 'quarantine_untold', default: 0 })
  quarantineUntold: number;

  /** Why the last of these was. */
  @Column('text', { name: 'quarantine_reason', nullable: true })
  quarantineReason: string | null;
}
