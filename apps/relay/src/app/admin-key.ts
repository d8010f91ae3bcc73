import 'reflect-metadata';

import { existsSync } from 'node:fs';

import { ConfigError } from '@invoice-relay/core/errors';

import { openSqlite } from '../database/open-sqlite.ts';
import { loadMasterKey } from '../database/vault/master-key.ts';
import { hasSealedSecrets, proveVault } from '../database/vault/prove-vault.ts';
import { Vault } from '../database/vault/vault.ts';
import { ApiKeysService } from '../http/resources/api-keys/index.ts';
import { readConfig } from '../operations/config/config.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { systemClock } from '../shared/clock/clock.ts';
import { startProblem } from './start-problem.ts';

/**
 * The way back in for who has the machine and no key: makes a new administrator key in the relay's
 * database and shows it, while the relay runs or not.
 */
export async function makeAdminKey(): Promise<void> {
  process.umask(0o077);
  try {
    const key = await addAdminKey(readConfig(process.env));
    process.stdout.write(
      `A new administrator key, shown this once and stored only as a hash:\n\n  ${key}\n\nOther keys stay as they are: GET /v1/api-keys lists them, DELETE /v1/api-keys/{id} removes one.\n`,
    );
  } catch (error) {
    process.stderr.write(`${startProblem(error, 'No key was made')}\n`);
    process.exitCode = 1;
  }
}

/** @throws {ConfigError} when there is no relay's database, or not this version's, or another key */
async function addAdminKey(config: RelayConfig): Promise<string> {
  const { path } = config.database;
  if (!existsSync(path)) {
    throw new ConfigError([
      `DATABASE_URL: there is no database at ${path} yet. Run this in the folder from which the relay is started, with the same DATABASE_URL; or start the relay, which makes a key at its first start.`,
    ]);
  }
  const { database, close } = await openSqlite({ path, besideRelay: true });
  try {
    const vault = new Vault(
      loadMasterKey({
        configured: config.encryptionKey,
        databasePath: path,
        sealed: await hasSealedSecrets(database),
      }),
    );
    await proveVault({ vault, database });
    const { key } = await new ApiKeysService(database, vault, systemClock).create({
      name: 'made on the machine itself',
      scopes: ['admin'],
      origin: 'generated',
    });
    return key;
  } finally {
    await close();
  }
}
