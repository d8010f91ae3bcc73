import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../database.ts';
import { refuseMovedAway } from '../move/moved-away.ts';
import { refuseUnfinishedMove } from '../move/move-state.ts';
import { sql } from '../sql/sql.ts';
import { readSetting } from '../tables/settings.ts';
import type { Transaction } from '../transaction.ts';
import { lostForGood } from './master-key.ts';
import { fingerprintKeyOf, openIfReadable, Vault } from './vault.ts';

/** Settings that are sealed themselves, each with its own name as its place. */
export const sealedSettings = {
  /**
   * Sealed at the first start: proves whether a key is the one that everything else was sealed
   * with.
   */
  proof: 'encryption_key_proof',
  /**
   * The key for fingerprints. It stays when the encryption key is replaced: of an API key, only its
   * fingerprint is stored.
   */
  fingerprintKey: 'fingerprint_key',
} as const;

const proof = 'sealed at the first start';

/** The keys of a relay, 32 bytes each. */
export interface MasterKeys {
  /** Seals, and opens. */
  readonly current: Uint8Array;
  /** Also opens, while the key is being replaced. */
  readonly previous: readonly Uint8Array[];
}

/** Whether this database already has an encryption key. */
export async function hasSealedSecrets(database: Database): Promise<boolean> {
  return database.read(async (tx) => (await readSetting(tx, sealedSettings.proof)) !== undefined);
}

/**
 * Makes sure that the encryption key is the one that the database was created with, or that one of
 * the previous keys is, and that the database is complete: before anything is sealed.
 *
 * @throws {ConfigError} if it is another key, a move to this database was not finished, or it was
 *   moved to another one
 */
export async function openVault(options: {
  readonly database: Database;
  readonly keys: MasterKeys;
}): Promise<Vault> {
  const { database, keys } = options;
  await refuseUnfinishedMove(database);
  await refuseMovedAway(database);
  return database.write(async (tx) => {
    const begunWith = await keyOfDatabase(tx, keys);
    const stored = await readSetting(tx, sealedSettings.fingerprintKey);
    const fingerprintKey =
      stored === undefined
        ? fingerprintKeyOf(begunWith ?? keys.current)
        : openFingerprintKey(stored, keys);
    const vault = new Vault(keys.current, { previous: keys.previous, fingerprintKey });
    if (begunWith === undefined) await keep(tx, { vault, name: 'proof', value: proof });
    if (stored === undefined) {
      const value = Buffer.from(fingerprintKey).toString('base64');
      await keep(tx, { vault, name: 'fingerprintKey', value });
    }
    return vault;
  });
}

/**
 * The same for a database that is only read.
 *
 * @throws {ConfigError} if none of the keys is the one that the database was created with
 */
export async function assertKeyFits(options: {
  readonly database: Database;
  readonly keys: MasterKeys;
}): Promise<void> {
  await options.database.read((tx) => keyOfDatabase(tx, options.keys));
}

/**
 * Whether a vault still opens what the database contains: another process may have re-encrypted
 * everything with a key that this one does not have.
 */
export async function opensDatabase(tx: Transaction, vault: Vault): Promise<boolean> {
  const sealed = await readSetting(tx, sealedSettings.proof);
  return sealed === undefined || opens(vault, sealed);
}

/**
 * Which of the keys the database was created with, or was last given; undefined before its first
 * start.
 */
async function keyOfDatabase(tx: Transaction, keys: MasterKeys): Promise<Uint8Array | undefined> {
  const sealed = await readSetting(tx, sealedSettings.proof);
  if (sealed === undefined) return undefined;
  const found = [keys.current, ...keys.previous].find((key) => opens(new Vault(key), sealed));
  if (found !== undefined) return found;
  throw new ConfigError([
    `RELAY_ENCRYPTION_KEY: this is not the key that the database was created with. Restore that key (the variable, or encryption.key beside the database): without it the stored credentials cannot be decrypted. To replace it, set RELAY_ENCRYPTION_KEY_PREVIOUS to the previous key. ${lostForGood}`,
  ]);
}

function opens(vault: Vault, sealed: string): boolean {
  return openIfReadable(() => vault.open(sealed, sealedSettings.proof)) !== undefined;
}

function openFingerprintKey(stored: string, keys: MasterKeys): Uint8Array {
  try {
    const vault = new Vault(keys.current, { previous: keys.previous });
    return Buffer.from(vault.open(stored, sealedSettings.fingerprintKey), 'base64');
  } catch (error) {
    throw new ConfigError(
      [
        `The database's setting "${sealedSettings.fingerprintKey}" cannot be decrypted with RELAY_ENCRYPTION_KEY or RELAY_ENCRYPTION_KEY_PREVIOUS: without it no API key and no ingest URL can be looked up. If the encryption key was replaced, set the previous one too; otherwise restore the database from a backup.`,
      ],
      { cause: error },
    );
  }
}

async function keep(
  tx: Transaction,
  options: {
    readonly vault: Vault;
    readonly name: keyof typeof sealedSettings;
    readonly value: string;
  },
): Promise<void> {
  const name = sealedSettings[options.name];
  await tx.run(
    sql`INSERT INTO "settings" ("name", "value")
        VALUES (${name}, ${options.vault.seal(options.value, name)})`,
  );
}
