import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

export const scopes = ['read', 'subscribe', 'admin'] as const;
export type Scope = (typeof scopes)[number];

/** An API key. Only its fingerprint is stored. */
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

  /** How it was created: by `RELAY_API_KEY`, at the first start, or through the API. */
  @Column('text')
  origin: 'environment' | 'generated' | 'api';

  @Column(integer({ name: 'created_at' }))
  createdAt: number;
}
