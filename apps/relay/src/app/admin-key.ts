import 'reflect-metadata';

import { openVault } from '../database/vault/open-vault.ts';
import { ApiKeysService } from '../http/resources/api-keys/index.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { systemClock } from '../shared/clock/clock.ts';
import { readCommandConfig } from './command-config.ts';
import { openBesideRelay } from './open-beside-relay.ts';
import { relayKeys } from './relay-keys.ts';
import { startProblem } from './start-problem.ts';

/**
 * The way back in for who has the machine and no key: makes a new administrator key in the relay's
 * database and shows it, while the relay runs or not.
 */
export async function makeAdminKey(): Promise<void> {
  process.umask(0o077);
  try {
    const key = await addAdminKey(readCommandConfig());
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
  const { database, close } = await openBesideRelay(config);
  try {
    const vault = await openVault({ database, keys: await relayKeys({ config, database }) });
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
