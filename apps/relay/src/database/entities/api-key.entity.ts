import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export const scopes = ['read', 'subscribe', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** A key of the API. Only its fingerprint is kept. */
@Entity('api_keys')
@Index('api_keys_hash', ['hash'], { unique: true })
export class ApiKeyEntity {
  @PrimaryColumn('text')
  id: string;

  @Column('text')
  name: string;

  @Column('text')
  hash: string;

  /** JSON: the scopes. */
  @Column('text')
  scopes: string;

  /** Where it came from: `RELAY_API_KEY`, the first start, or the API. */
  @Column('text')
  origin: 'environment' | 'generated' | 'api';

  @Column(integer({ name: 'created_at' }))
  createdAt: number;
}
