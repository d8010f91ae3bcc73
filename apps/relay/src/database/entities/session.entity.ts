import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/**
 * Somebody who is signed in to the dashboard, as long as the API key used for it exists. Times are
 * epoch milliseconds.
 */
@Entity('sessions')
@Index('sessions_api_key', ['apiKeyId'])
export class SessionEntity {
  /** The fingerprint of the token that the browser keeps. */
  @PrimaryColumn('text')
  hash: string;

  @Column('text', { name: 'api_key_id' })
  apiKeyId: string;

  @Column(integer({ name: 'created_at' }))
  createdAt: number;

  /** The last request, to the minute. */
  @Column(integer({ name: 'used_at' }))
  usedAt: number;

  /** When it ends at the latest. */
  @Column(integer({ name: 'expires_at' }))
  expiresAt: number;
}
