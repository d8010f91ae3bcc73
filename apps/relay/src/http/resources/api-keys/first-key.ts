import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../../database/database.ts';
import { ApiKeyEntity } from '../../../database/entities/api-key.entity.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { adminKeys, ApiKeysService, newApiKey } from './api-keys.service.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** Makes sure at every start that somebody can get in. */
@Injectable()
export class FirstKey {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(ApiKeysService) private readonly keys: ApiKeysService,
  ) {}

  /**
   * What the environment says holds: the key of `RELAY_API_KEY` is let in as an administrator, and
   * one that it gave before, but gives no more, is not. When that leaves no administrator key at
   * all, one is made.
   *
   * @param options.configured `RELAY_API_KEY`
   * @returns the key that was made, to be shown once: only its fingerprint is kept
   */
  async ensure(options: {
    readonly configured: string | undefined;
  }): Promise<{ readonly generated: string | undefined }> {
    return this.database.write(async (transaction) => {
      await this.#follow(transaction, options.configured);
      if ((await adminKeys(transaction)).length > 0) return { generated: undefined };
      const key = newApiKey();
      await this.keys.insert(transaction, {
        name: 'made at the first start',
        scopes: ['admin'],
        origin: 'generated',
        key,
      });
      return { generated: key };
    });
  }

  async #follow(transaction: Transaction, configured: string | undefined): Promise<void> {
    const hash = configured === undefined ? undefined : this.vault.fingerprint(configured);
    for (const old of await transaction.entities.findBy(ApiKeyEntity, { origin: 'environment' })) {
      if (old.hash !== hash) await transaction.entities.delete(ApiKeyEntity, { id: old.id });
    }
    if (configured === undefined || hash === undefined) return;
    const known = await transaction.entities.findOneBy(ApiKeyEntity, { hash });
    if (known === null) {
      await this.keys.insert(transaction, {
        name: 'RELAY_API_KEY',
        scopes: ['admin'],
        origin: 'environment',
        key: configured,
      });
    } else if (known.origin !== 'environment') {
      // A key that was made here, and is now set from outside.
      await transaction.entities.update(
        ApiKeyEntity,
        { id: known.id },
        { origin: 'environment', scopes: JSON.stringify(['admin']) },
      );
    }
  }
}
