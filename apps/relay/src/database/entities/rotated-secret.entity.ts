import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** What can be replaced while the previous value stays valid for a while. */
export type RotatedKind = 'ingest_url' | 'credentials' | 'subscription_secret';

/** A secret that was replaced, and is valid until its overlap ends. Times are epoch milliseconds. */
@Entity('rotated_secrets')
@Index('rotated_secrets_value', ['value'])
export class RotatedSecretEntity {
  @PrimaryColumn('text')
  kind: RotatedKind;

  /** The connection or subscription. */
  @PrimaryColumn('text', { name: 'owner_id' })
  ownerId: string;

  /** Sealed; for an ingest URL, the fingerprint of its token. */
  @PrimaryColumn('text')
  value: string;

  @Column(integer({ name: 'rotated_at' }))
  rotatedAt: number;

  @Column(integer({ name: 'valid_until' }))
  validUntil: number;
}
