import type { Database } from '../database/database.ts';
import { loadMasterKey } from '../database/vault/master-key.ts';
import { hasSealedSecrets } from '../database/vault/open-vault.ts';
import type { MasterKeys } from '../database/vault/open-vault.ts';
import type { RelayConfig } from '../operations/config/config.ts';

/**
 * The encryption keys of a relay, from its configuration or its data folder.
 *
 * @throws {ConfigError} if the key file is not a key, or is missing though it existed
 */
export async function relayKeys(options: {
  readonly config: Pick<RelayConfig, 'database' | 'encryptionKey' | 'previousEncryptionKeys'>;
  readonly database: Database;
}): Promise<MasterKeys> {
  const { config, database } = options;
  return {
    current: loadMasterKey({
      configured: config.encryptionKey,
      // With PostgreSQL there is no data folder, and the key is always configured.
      databasePath: config.database.kind === 'sqlite' ? config.database.path : '',
      sealed: await hasSealedSecrets(database),
    }),
    previous: config.previousEncryptionKeys.map((key) => Buffer.from(key, 'base64')),
  };
}
