import 'reflect-metadata';

import { randomBytes } from 'node:crypto';

import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../../database/database.ts';
import { refuseMovedAway } from '../../database/move/moved-away.ts';
import { refuseUnfinishedMove } from '../../database/move/move-state.ts';
import { giveUpLostKey, lostWithKey } from '../../database/vault/lost-key.ts';
import type { Lost, LostWithKey } from '../../database/vault/lost-key.ts';
import { readMasterKey } from '../../database/vault/master-key.ts';
import { openVault } from '../../database/vault/open-vault.ts';
import { Vault } from '../../database/vault/vault.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { readCommandConfig } from './command-config.ts';
import { isConfirmed } from './confirm-argument.ts';
import { openAlone } from './open-alone.ts';
import { relayKeys } from '../relay-keys.ts';
import { runCommand } from './run-command.ts';
import { commandLine } from '../../shared/command-line.ts';

/**
 * `invoice-relay reset-encryption-key`: says what is lost if nobody has the key of a database any
 * more; with `--confirm`, starts over with another key. No relay may be running meanwhile.
 */
export function resetEncryptionKey(args: readonly string[]): Promise<void> {
  return runCommand({ run: () => reset(args), failed: 'Nothing was changed' });
}

async function reset(args: readonly string[]): Promise<string> {
  const confirmed = isConfirmed('reset-encryption-key', args);
  const config = readCommandConfig();
  // A running relay still has the key in memory: its database must not be changed underneath it.
  const { database, clock, close } = await openAlone(config);
  try {
    await refuseUnfinishedMove(database);
    await refuseMovedAway(database);
    const lost = await findLost({ config, database });
    if (confirmed) await begin({ config, database, clock, lost });
    return report(lost, confirmed);
  } finally {
    await close();
  }
}

/** @throws {ConfigError} if nothing is lost */
async function findLost(given: {
  readonly config: RelayConfig;
  readonly database: Database;
}): Promise<LostWithKey> {
  const { config, database } = given;
  const key = readMasterKey({
    configured: config.encryptionKey,
    databasePath: config.database.kind === 'sqlite' ? config.database.path : '',
  });
  const previous = config.previousEncryptionKeys.map((one) => Buffer.from(one, 'base64'));
  // A missing key opens nothing, like a wrong one.
  const vault = new Vault(key ?? randomBytes(32), { previous });
  const lost = await database.read((tx) => lostWithKey(tx, vault));
  if (lost !== undefined) return lost;
  throw new ConfigError([
    `No key is lost: the current encryption key matches this database, or nothing in it was ever encrypted. To replace a key that you have, run: ${commandLine('rotate-encryption-key')}`,
  ]);
}

/** In one transaction; what is sealed with the new key follows, as at any first start. */
async function begin(given: {
  readonly config: RelayConfig;
  readonly database: Database;
  readonly clock: Clock;
  readonly lost: LostWithKey;
}): Promise<void> {
  const { config, database, clock, lost } = given;
  await database.write((tx) => giveUpLostKey(tx, { lost, now: clock.now() }));
  await openVault({ database, keys: await relayKeys({ config, database }) });
}

function report(lost: LostWithKey, confirmed: boolean): string {
  const { apiKeys, connections, subscriptions } = lost;
  return [
    confirmed
      ? 'The database now has a new encryption key: RELAY_ENCRYPTION_KEY, or encryption.key beside the database. Keep a copy of it elsewhere.'
      : 'The current encryption key decrypts nothing in this database. Look for the right key first: with it, nothing else is needed.',
    'Events, activities, deliveries and settings stay. To be set again:',
    ...listed({
      lost: apiKeys,
      one: 'API key',
      remedy: 'create new ones. The next start creates an administrator key',
    }),
    ...listed({
      lost: connections,
      one: 'connection',
      remedy: 'set credentials, rotate the ingest URL and give the new one to the vendor',
    }),
    ...listed({
      lost: subscriptions,
      one: 'subscription',
      remedy: 'set url, secret and headers, then status "active"; until then they wait',
    }),
    confirmed
      ? 'Start the relay. "Lost the encryption key" in docs/guides/operate.md has the calls.'
      : `If it is lost for good, make a backup and run "${commandLine('reset-encryption-key --confirm')}". Nothing was changed.`,
    '',
  ].join('\n');
}

function listed(given: {
  readonly lost: readonly Lost[];
  readonly one: string;
  readonly remedy: string;
}): string[] {
  const { lost, one, remedy } = given;
  return [
    `  ${lost.length} ${one}${lost.length === 1 ? '' : 's'}: ${remedy}`,
    ...lost.map(({ id, name }) => `    - ${id}${name === null || name === '' ? '' : ` (${name})`}`),
  ];
}
