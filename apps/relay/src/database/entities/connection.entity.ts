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

  /** Sealed JSON. Those before are in `rotated_secrets`, while they are good for verification. */
  @Column('text')
  credentials: string;

  /** JSON of the source's own settings, no secret among them. */
  @Column('text')
  settings: string;

  @Column('text', { name: 'verification_mode' })
  verificationMode: 'signature' | 'callback' | 'token';

  /** JSON of the scheme that was set or found; null while it is still to be found. */
  @Column('text', { name: 'verification_scheme', nullable: true })
  verificationScheme: string | null;

  /** Whether the scheme was found from a webhook, and may be replaced by another that is found. */
  @Column('boolean', { name: 'scheme_found', default: false })
  schemeFound: boolean;

  /** `weak` when signatures say nothing of their activity: each is confirmed by the vendor's API. */
  @Column('text', { nullable: true })
  strength: 'weak' | null;

  /** What becomes of a webhook whose signature nobody knows; null is what suits the source. */
  @Column('text', { name: 'unknown_signature', nullable: true })
  unknownSignature: 'keep' | 'refuse' | null;

  @Column('boolean')
  enrich: boolean;

  /** Whether events carry the links by which anybody may open a document. */
  @Column('boolean', { name: 'include_links', default: true })
  includeLinks: boolean;

  /** How long events of a subject wait for earlier ones before they are put in order. Seconds. */
  @Column('integer', { name: 'hold_seconds', default: 0 })
  holdSeconds: number;

  /** JSON of what the source learned about this connection; null while that is nothing. */
  @Column('text', { nullable: true })
  facts: string | null;

  /** JSON: sentences for the connection's owner about what was learned. */
  @Column('text', { nullable: true })
  notes: string | null;

  /** What the source could not do last, for people; null once it works again. */
  @Column('text', { nullable: true })
  trouble: string | null;

  /** After so many seconds without an activity it counts as silent; null: silence says nothing. */
  @Column('integer', { name: 'silent_after_seconds', nullable: true })
  silentAfterSeconds: number | null;

  /** Sealed; its fingerprint is what a request is looked up by. */
  @Column('text')
  token: string;

  @Column('text', { name: 'token_hash' })
  tokenHash: string;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  @Column(integer({ name: 'updated_at' }))
  updatedAt: number;

  /** A deleted connection takes no activities, and what it brought stays readable. */
  @Column(integer({ name: 'deleted_at', nullable: true }))
  deletedAt: number | null;
}
