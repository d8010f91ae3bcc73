import { Column, Entity, PrimaryColumn } from 'typeorm';

import { integer } from './columns.ts';

/** The code of a sign-in link: valid for one session, for a short while. */
@Entity('sign_in_codes')
export class SignInCodeEntity {
  /** The fingerprint of the code. */
  @PrimaryColumn('text')
  hash: string;

  /** The API key that the session will belong to. */
  @Column('text', { name: 'api_key_id' })
  apiKeyId: string;

  /** Epoch milliseconds. */
  @Column(integer({ name: 'expires_at' }))
  expiresAt: number;
}
