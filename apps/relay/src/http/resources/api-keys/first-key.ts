import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../../database/database.ts';
import { sql } from '../../../database/sql/sql.ts';
import { ApiKeyEntity } from '../../../database/entities/api-key.entity.ts';
import { Vault } from '../../../database/vault/vault.ts';
import { adminKeys, ApiKeysService, newApiKey } from './api-keys.service.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** The setting that holds the id of a key that was made here and not shown yet. */
const unshown = 'first_key_unshown';

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
   * all, one is made. One that was made at an earlier start and never shown, because that start
   * failed, is made anew.
   *
   * @param options.configured `RELAY_API_KEY`
   * @param options.mayShow false while another process may be about to show the one that it made
   * @returns the key that was made: only its fingerprint is kept. To be shown once the start has
   *   succeeded, and then confirmed with `confirmShown`
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
        name: 'made at the first start',
        scopes: ['admin'],
        origin: 'generated',
        key,
      });
      await transaction.run(
        sql`INSERT INTO "settings" ("name", "value") VALUES (${unshown}, ${id})`,
      );
      return { generated: key };
    });
  }

  /** Somebody has the key that `ensure` made: no later start makes another one. */
  async confirmShown(): Promise<void> {
    await this.database.write((transaction) =>
      transaction.run(sql`DELETE FROM "settings" WHERE "name" = ${unshown}`),
    );
  }

  async #follow(transaction: Transaction, configured: string | undefined): Promise<void> {
    const hash = configured === undefined ? undefined : this.vault.fingerprint(configured);
    for (const old of await transaction.entities.findBy(ApiKeyEntity, { origin: 'environment' })) {
      if (old.hash !== hash) await this.keys.remove(transaction, old.id);
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

/** A key that nobody has ever seen lets nobody in. */
async function deleteUnshown(transaction: Transaction): Promise<void> {
  await transaction.run(
    sql`DELETE FROM "api_keys" WHERE "origin" = 'generated'
      AND "id" IN (SELECT "value" FROM "settings" WHERE "name" = ${unshown})`,
  );
  await transaction.run(sql`DELETE FROM "settings" WHERE "name" = ${unshown}`);
}
