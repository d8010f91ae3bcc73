import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { Database } from '../../../database/database.ts';
import { ApiKeyEntity } from '../../../database/entities/api-key.entity.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { adminKeys, ApiKeysService, newApiKey } from './api-keys.service.ts';

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
    return this.database.write(async (manager) => {
      await this.#follow(manager, options.configured);
      if ((await adminKeys(manager)).length > 0) return { generated: undefined };
      const key = newApiKey();
      await this.keys.insert(manager, {
        name: 'made at the first start',
        scopes: ['admin'],
        origin: 'generated',
        key,
      });
      return { generated: key };
    });
  }

  async #follow(manager: EntityManager, configured: string | undefined): Promise<void> {
    const hash = configured === undefined ? undefined : this.vault.fingerprint(configured);
    for (const old of await manager.findBy(ApiKeyEntity, { origin: 'environment' })) {
      if (old.hash !== hash) await manager.delete(ApiKeyEntity, { id: old.id });
    }
    if (configured === undefined || hash === undefined) return;
    const known = await manager.findOneBy(ApiKeyEntity, { hash });
    if (known === null) {
      await this.keys.insert(manager, {
        name: 'RELAY_API_KEY',
        scopes: ['admin'],
        origin: 'environment',
        key: configured,
      });
    } else if (known.origin !== 'environment') {
      // A key that was made here, and is now set from outside.
      await manager.update(
        ApiKeyEntity,
        { id: known.id },
        { origin: 'environment', scopes: JSON.stringify(['admin']) },
      );
    }
  }
}
