import { existsSync } from 'node:fs';

import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../../database/database.ts';
import { openPostgres } from '../../database/open-postgres.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import { openVault } from '../../database/vault/open-vault.ts';
import type { Vault } from '../../database/vault/vault.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { systemClock } from '../../shared/clock/clock.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { relayKeys } from '../relay-keys.ts';

/**
 * Opens a relay's database for a command that changes a few rows, whether or not the relay is
 * running.
 *
 * @throws {ConfigError} if it is not a relay's database, or not this version's
 */
export async function openBesideRelay(config: Pick<RelayConfig, 'database'>): Promise<{
  readonly database: Database;
  /** The relay's clock. */
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}> {
  if (config.database.kind === 'postgres') {
    return openPostgres({ ...config.database, besideRelay: true });
  }
  const { path } = config.database;
  refuseMissing(path);
  return { ...(await openSqlite({ path, besideRelay: true })), clock: systemClock };
}

/** What a command does with a relay's database and its sealed values. */
export async function besideRelay<Result>(
  config: RelayConfig,
  work: (relay: {
    readonly database: Database;
    readonly vault: Vault;
    readonly clock: Clock;
  }) => Promise<Result>,
): Promise<Result> {
  const { database, clock, close } = await openBesideRelay(config);
  try {
    const vault = await openVault({ database, keys: await relayKeys({ config, database }) });
    return await work({ database, vault, clock });
  } finally {
    await close();
  }
}

/**
 * A command never creates a database: if there is none, it was run in another folder than the
 * relay.
 *
 * @throws {ConfigError} if the file does not exist
 */
export function refuseMissing(path: string): void {
  if (existsSync(path)) return;
  throw new ConfigError([
    `DATABASE_URL: there is no database at ${path} yet. Run this in the folder from which the relay is started, with the same DATABASE_URL; or start the relay first.`,
  ]);
}
