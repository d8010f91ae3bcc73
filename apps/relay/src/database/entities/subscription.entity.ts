import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export type Ordering = 'subject' | 'connection' | 'none';
/** `released`: given up by its subscriber, kept for a while in case that claims it again. */
export type SubscriptionStatus = 'active' | 'paused' | 'disabled' | 'released';

/** Who receives which events, at which URL. Secrets are sealed; times are epoch milliseconds. */
@Entity('subscriptions')
@Index('subscriptions_url', ['urlHash'])
@Index('subscriptions_expiry', ['expiresAt'])
@Index('subscriptions_api_key', ['apiKeyId'])
export class SubscriptionEntity {
  @PrimaryColumn('text')
  id: string;

  /** Sealed: who knows the URL of a subscriber may often send there. */
  @Column('text')
  url: string;

  /** The fingerprint of the URL, to find it by; null while it is not sealed yet. */
  @Column('text', { name: 'url_hash', nullable: true })
  urlHash: string | null;

  /** JSON: patterns of event types. */
  @Column('text', { name: 'event_types' })
  eventTypes: string;

  /** JSON: ids of connections; null is every connection. */
  @Column('text', { name: 'connection_ids', nullable: true })
  connectionIds: string | null;

  @Column('text')
  ordering: Ordering;

  @Column('text', { nullable: true })
  description: string | null;

  /** Sealed. Those before are in `rotated_secrets`, while they sign along. */
  @Column('text')
  secret: string;

  @Column('text')
  status: SubscriptionStatus;

  /** Why the relay disabled it, in plain English. */
  @Column('text', { name: 'disabled_reason', nullable: true })
  disabledReason: string | null;

  /** Since when every attempt has failed; null after a success. */
  @Column(integer({ name: 'failing_since', nullable: true }))
  failingSince: number | null;

  /** Attempts that failed since then. */
  @Column('integer', { name: 'failed_attempts', default: 0 })
  failedAttempts: number;

  /** Since when it counts as failing or disabled for those who were told; null once they know that it recovered. */
  @Column(integer({ name: 'trouble_told_at', nullable: true }))
  troubleToldAt: number | null;

  /** Sealed JSON: headers of the subscriber's own. */
  @Column('text', { nullable: true })
  headers: string | null;

  /** JSON: what an answer must be beside 2xx. */
  @Column('text', { name: 'expectation', nullable: true })
  expectation: string | null;

  /** Larger bodies go without their document. Bytes. */
  @Column('integer', { name: 'max_bytes', nullable: true })
  maxBytes: number | null;

  @Column('double precision', { name: 'max_per_second', nullable: true })
  maxPerSecond: number | null;

  @Column('integer', { name: 'max_in_flight', nullable: true })
  maxInFlight: number | null;

  /** The API key that manages it besides administrators; null once that key is deleted. */
  @Column('text', { name: 'api_key_id', nullable: true })
  apiKeyId: string | null;

  /**
   * Whether it hears operational events about every subscription, as an administrator said what it
   * wants; else about those alone that its own key made.
   */
  @Column('boolean', { name: 'hears_all', default: false })
  hearsAll: boolean;

  /** When it is deleted by itself, unless it is claimed before; null when it stays. */
  @Column(integer({ name: 'expires_at', nullable: true }))
  expiresAt: number | null;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'updated_at' }))
  updatedAt: number;

  @Column(integer({ name: 'deleted_at', nullable: true }))
  deletedAt: number | null;
}
