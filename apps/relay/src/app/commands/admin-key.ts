import 'reflect-metadata';

import type { Database } from '../../database/database.ts';
import type { Vault } from '../../database/vault/vault.ts';
import { ApiKeysService } from '../../http/resources/api-keys/api-keys.service.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { readCommandConfig } from './command-config.ts';
import { besideRelay } from './open-beside-relay.ts';
import { runCommand } from './run-command.ts';

/**
 * The way back in for anyone with access to the machine but no key: creates a new administrator key
 * in the relay's database and shows it, whether or not the relay is running.
 */
export function makeAdminKey(): Promise<void> {
  return runCommand({
    run: async () => {
      const key = await besideRelay(readCommandConfig(), addAdminKey);
      return `A new administrator key, shown only this once and stored only as a hash:\n\n  ${key}\n\nOther keys are not affected: GET /v1/api-keys lists them, DELETE /v1/api-keys/{id} removes one.\n`;
    },
    failed: 'No key was created',
  });
}

async function addAdminKey({
  database,
  vault,
  clock,
}: {
  readonly database: Database;
  readonly vault: Vault;
  readonly clock: Clock;
}): Promise<string> {
  const { key } = await new ApiKeysService(database, vault, clock).create({
    name: 'created on the machine itself',
    scopes: ['admin'],
    origin: 'generated',
  });
  return key;
}
