import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export type Ordering = 'subject' | 'connection' | 'none';
/** `released`: given up by its subscriber, kept for a while in case it is claimed again. */
export type SubscriptionStatus = 'active' | 'paused' | 'disabled' | 'released';

/** Who receives which events, at which URL. Secrets are sealed; times are epoch milliseconds. */
@Entity('subscriptions')
@Index('subscriptions_url', ['urlHash'])
@Index('subscriptions_expiry', ['expiresAt'])
@Index('subscriptions_api_key', ['apiKeyId'])
export class SubscriptionEntity {
  @PrimaryColumn('text')
  id: string;

  /** Sealed: anyone who knows the URL of a subscriber can often send there. */
  @Column('text')
  url: string;

  /** The fingerprint of the URL, for lookups; null until it is sealed. */
  @Column('text', { name: 'url_hash', nullable: true })
  urlHash: string | null;

  /** JSON: patterns of event types. */
  @Column('text', { name: 'event_types' })
  eventTypes: string;

  /** JSON: ids of connections; null means every connection. */
  @Column('text', { name: 'connection_ids', nullable: true })
  connectionIds: string | null;

  @Column('text')
  ordering: Ordering;

  @Column('text', { nullable: true })
  description: string | null;

  /** Sealed. Previous ones are in `rotated_secrets`, as long as they also sign. */
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

  /** Attempts that have failed since then. */
  @Column('integer', { name: 'failed_attempts', default: 0 })
  failedAttempts: number;

  /**
   * Since when it has been reported as failing or disabled; null once its recovery was reported.
   */
  @Column(integer({ name: 'trouble_told_at', nullable: true }))
  failureReportedAt: number | null;

  /** Sealed JSON: the subscription's own headers. */
  @Column('text', { nullable: true })
  headers: string | null;

  /** JSON: what a response must be besides 2xx. */
  @Column('text', { name: 'expectation', nullable: true })
  expectation: string | null;

  /** Larger bodies are sent without their document. Bytes. */
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
   * Whether it receives operational events about every subscription, because an administrator
   * selected them; otherwise only about those that its own key created.
   */
  @Column('boolean', { name: 'hears_all', default: false })
  receivesAllOperational: boolean;

  /** When it is deleted automatically, unless it is claimed before then; null if it stays. */
  @Column(integer({ name: 'expires_at', nullable: true }))
  expiresAt: number | null;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'updated_at' }))
  updatedAt: number;

  @Column(integer({ name: 'deleted_at', nullable: true }))
  deletedAt: number | null;
}
