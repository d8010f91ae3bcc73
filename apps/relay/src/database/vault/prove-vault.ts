import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../database.ts';
import type { Vault } from './vault.ts';
import { sql } from '../sql/sql.ts';

const settingName = 'encryption_key_proof';
const proof = 'sealed at the first start';

/** Whether this database was begun with an encryption key already. */
export async function hasSealedSecrets(database: Database): Promise<boolean> {
  const rows = await database.read((transaction) =>
    transaction.all<unknown>(sql`SELECT 1 FROM "settings" WHERE "name" = ${settingName}`),
  );
  return rows.length > 0;
}

/**
 * Makes sure that the encryption key is the one that the database was begun with, before anything
 * is sealed with another one.
 *
 * @throws {ConfigError} when it is another key
 */
export async function proveVault(options: {
  readonly vault: Vault;
  readonly database: Database;
}): Promise<void> {
  const { vault, database } = options;
  await database.write(async (transaction) => {
    const [found] = await transaction.all<{ value: string }>(
      sql`SELECT "value" FROM "settings" WHERE "name" = ${settingName}`,
    );
    if (found === undefined) {
      await transaction.run(
        sql`INSERT INTO "settings" ("name", "value") VALUES (${settingName}, ${vault.seal(proof, settingName)})`,
      );
      return;
    }
    try {
      vault.open(found.value, settingName);
    } catch (error) {
      throw new ConfigError(
        [
          'RELAY_ENCRYPTION_KEY: this is not the key that the database was begun with. Restore that key (the variable, or encryption.key beside the database): without it the stored credentials cannot be read.',
        ],
        { cause: error },
      );
    }
  });
}
