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

  @Column('boolean')
  enrich: boolean;

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
