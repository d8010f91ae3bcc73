import { randomBytes } from 'node:crypto';

import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../../database/database.ts';
import { insertSignInCode } from '../../../database/tables/sessions.ts';
import { Vault } from '../../../database/vault/vault.ts';
import type { Clock } from '../../../shared/clock/clock.ts';
import { minutes } from '../../../shared/clock/durations.ts';
import { CLOCK } from '../../../shared/tokens.ts';
import { adminKeys } from './api-keys.service.ts';

/** How long a sign-in link is valid. Minutes. */
export const signInLinkMinutes = 15;

/** Links that sign an administrator in to the dashboard once. */
@Injectable()
export class SignInLinks {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Creates a code for the oldest administrator key, and a link with it for each address.
   *
   * @param options.addresses where people may open the relay, without a trailing slash
   * @returns an empty list if there is no administrator key
   */
  async create(options: {
    readonly addresses: readonly (string | undefined)[];
  }): Promise<readonly string[]> {
    const code = `irc_${randomBytes(32).toString('base64url')}`;
    const made = await this.database.write(async (tx) => {
      const [key] = (await adminKeys(tx)).toSorted((a, b) => a.createdAt - b.createdAt);
      if (key === undefined) return false;
      await insertSignInCode(tx, {
        hash: this.vault.fingerprint(code),
        apiKeyId: key.id,
        expiresAt: this.clock.now() + signInLinkMinutes * minutes,
      });
      return true;
    });
    if (!made) return [];
    // After the `#`, which browsers do not send: no log along the way contains it.
    return [...new Set(options.addresses)].flatMap((address) =>
      address === undefined ? [] : [`${address}/#sign-in=${code}`],
    );
  }
}
