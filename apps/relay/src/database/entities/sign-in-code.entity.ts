import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** What a sign-in link holds: good for one session, for a short while. */
@Entity('sign_in_codes')
export class SignInCodeEntity {
  /** The fingerprint of the code. */
  @PrimaryColumn('text')
  hash: string;

  /** The API key that the session will be of. */
  @Column('text', { name: 'api_key_id' })
  apiKeyId: string;

  /** Epoch milliseconds. */
  @Column(integer({ name: 'expires_at' }))
  expiresAt: number;
}
