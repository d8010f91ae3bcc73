import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** One account of a source. Secrets are sealed by the vault; times are epoch milliseconds. */
@Entity('connections')
@Index('connections_token', ['tokenHash'], { unique: true })
export class ConnectionEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  source: string;

  @Column('text')
  name: string;

  /**
   * Sealed JSON. Previous ones are in `rotated_secrets`, as long as they are valid for
   * verification.
   */
  @Column('text')
  credentials: string;

  /** JSON of the source's own settings, without secrets. */
  @Column('text')
  settings: string;

  @Column('text', { name: 'verification_mode' })
  verificationMode: 'signature' | 'callback' | 'token';

  /** JSON of the scheme that was set or detected; null until it is detected. */
  @Column('text', { name: 'verification_scheme', nullable: true })
  verificationScheme: string | null;

  /**
   * Whether the scheme was detected from a webhook, and may be replaced by another detected one.
   */
  @Column('boolean', { name: 'scheme_found', default: false })
  schemeFound: boolean;

  /** `weak` if signatures do not cover their activity: each is confirmed by the vendor's API. */
  @Column('text', { nullable: true })
  strength: 'weak' | null;

  /**
   * What happens to a webhook whose signature matches no known scheme; null is the default of the
   * source.
   */
  @Column('text', { name: 'unknown_signature', nullable: true })
  unknownSignature: 'keep' | 'refuse' | null;

  @Column('boolean')
  enrich: boolean;

  /** Whether events contain links that open a document without signing in. */
  @Column('boolean', { name: 'include_links', default: true })
  includeLinks: boolean;

  /** How long events of a subject wait for earlier ones before they are put in order. Seconds. */
  @Column('integer', { name: 'hold_seconds', default: 0 })
  holdSeconds: number;

  /** JSON of what the source learned about this connection; null if nothing. */
  @Column('text', { nullable: true })
  facts: string | null;

  /** JSON: sentences for the connection's owner about what was learned. */
  @Column('text', { nullable: true })
  notes: string | null;

  /** What the source last failed to do, human-readable; null once it works again. */
  @Column('text', { nullable: true })
  trouble: string | null;

  /** After this many seconds without an activity it counts as silent; null turns this off. */
  @Column('integer', { name: 'silent_after_seconds', nullable: true })
  silentAfterSeconds: number | null;

  /** Sealed; requests are looked up by its fingerprint. */
  @Column('text')
  token: string;

  @Column('text', { name: 'token_hash' })
  tokenHash: string;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'updated_at' }))
  updatedAt: number;

  /** A deleted connection accepts no activities, and its events stay readable. */
  @Column(integer({ name: 'deleted_at', nullable: true }))
  deletedAt: number | null;
}
