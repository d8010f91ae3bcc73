import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../../database/database.ts';
import { sql } from '../../../database/sql/sql.ts';
import { deleteSetting, readSetting, writeSetting } from '../../../database/tables/settings.ts';
import { ApiKeyEntity } from '../../../database/entities/api-key.entity.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { adminKeys, ApiKeysService, isAdmin, newApiKey } from './api-keys.service.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** The setting that holds the id of a key that was created but not shown yet. */
const unshown = 'first_key_unshown';

/**
 * The setting that records which administrator key `RELAY_API_KEY` sets, and where it came from.
 */
const adopted = 'configured_key_adopted';

/** Makes sure at every start that somebody can get in. */
@Injectable()
export class FirstKey {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Vault) private readonly vault: Vault,
    @Inject(ApiKeysService) private readonly keys: ApiKeysService,
  ) {}

  /**
   * The environment wins: the key in `RELAY_API_KEY` is accepted as an administrator key, and one
   * that it held previously is not any more. An administrator key that existed before the
   * environment named it stays valid when the variable is unset: someone who sets the variable for
   * API calls, and starts the relay from the same shell, does not mean another key. If that leaves
   * no administrator key, one is created. A key that was created at an earlier start and never
   * shown, because that start failed, is created again.
   *
   * @param options.configured `RELAY_API_KEY`
   * @param options.mayShow false while another process may be about to show the one it created
   * @returns the key that was created: only its fingerprint is stored. Show it once the start has
   *   succeeded, then call `confirmShown`
   */
  async ensure(options: {
    readonly configured: string | undefined;
    readonly mayShow?: boolean;
  }): Promise<{ readonly generated: string | undefined }> {
    return this.database.write(async (transaction) => {
      await this.#follow(transaction, options.configured);
      if (options.mayShow === false) return { generated: undefined };
      await deleteUnshown(transaction);
      if ((await adminKeys(transaction)).length > 0) return { generated: undefined };
      const key = newApiKey();
      const { id } = await this.keys.insert(transaction, {
        name: 'created at the first start',
        scopes: ['admin'],
        origin: 'generated',
        key,
      });
      await writeSetting(transaction, { name: unshown, value: id });
      return { generated: key };
    });
  }

  /** Confirms that the key created by `ensure` was shown: later starts create no other one. */
  async confirmShown(): Promise<void> {
    await this.database.write((transaction) => deleteSetting(transaction, unshown));
  }

  async #follow(transaction: Transaction, configured: string | undefined): Promise<void> {
    const hash = configured === undefined ? undefined : this.vault.fingerprint(configured);
    for (const old of await transaction.entities.findBy(ApiKeyEntity, { origin: 'environment' })) {
      if (old.hash === hash) continue;
      const before = hash === undefined ? await originBefore(transaction, old.id) : undefined;
      if (before === undefined) await this.keys.remove(transaction, old.id);
      else await transaction.entities.update(ApiKeyEntity, { id: old.id }, { origin: before });
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
      // A key with fewer scopes is an administrator key only as long as it is configured.
      if (isAdmin(known)) await keepOrigin(transaction, known);
      await transaction.entities.update(
        ApiKeyEntity,
        { id: known.id },
        { origin: 'environment', scopes: JSON.stringify(['admin']) },
      );
    }
  }
}

async function keepOrigin(transaction: Transaction, { id, origin }: ApiKeyEntity): Promise<void> {
  await writeSetting(transaction, { name: adopted, value: JSON.stringify({ id, origin }) });
}

async function originBefore(
  transaction: Transaction,
  id: string,
): Promise<ApiKeyEntity['origin'] | undefined> {
  const kept = await readSetting(transaction, adopted);
  if (kept === undefined) return undefined;
  const before = JSON.parse(kept) as Pick<ApiKeyEntity, 'id' | 'origin'>;
  return before.id === id ? before.origin : undefined;
}

/** A key that nobody has ever seen is not accepted. */
async function deleteUnshown(transaction: Transaction): Promise<void> {
  await transaction.run(
    sql`DELETE FROM "api_keys" WHERE "origin" = 'generated'
      AND "id" IN (SELECT "value" FROM "settings" WHERE "name" = ${unshown})`,
  );
  await deleteSetting(transaction, unshown);
}
