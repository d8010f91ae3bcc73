import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';

import { keyFileName, loadMasterKey } from '../../database/vault/master-key.ts';
import { assertKeyFits } from '../../database/vault/open-vault.ts';
import type { MasterKeys } from '../../database/vault/open-vault.ts';
import { readConfig } from '../../operations/config/config.ts';
import type { OpenedSide } from './open-move-side.ts';

/**
 * The encryption key of what is moved: secrets are copied sealed, so it has to be available on the
 * other side too.
 */
export interface MoveKey {
  /** @throws {ConfigError} if the key does not open what is sealed there */
  assertFits(side: OpenedSide): Promise<void>;
  /** What has to be set for the relay on the other side, human-readable. */
  readonly notice: string;
}

/**
 * Finds the key of the source and makes sure that the relay on the other side will have it too.
 *
 * @throws {ConfigError} if there is none, it does not match, or the other side has a different one
 */
export async function moveKey(options: {
  readonly from: OpenedSide;
  readonly to: OpenedSide;
  readonly environment: Readonly<Record<string, string | undefined>>;
}): Promise<MoveKey> {
  const { from, to, environment } = options;
  const { encryptionKey, previousEncryptionKeys } = readConfig({
    RELAY_ENCRYPTION_KEY: environment['RELAY_ENCRYPTION_KEY'],
    RELAY_ENCRYPTION_KEY_PREVIOUS: environment['RELAY_ENCRYPTION_KEY_PREVIOUS'],
  });
  const keys: MasterKeys = {
    current: sourceKey(from, encryptionKey),
    previous: previousEncryptionKeys.map((key) => Buffer.from(key, 'base64')),
  };
  await assertKeyFits({ database: from.database, keys });
  if (to.path !== undefined) refuseOtherKeyFile(to.path, keys.current);
  const isFromFile = from.path !== undefined && encryptionKey === undefined;
  return {
    assertFits: ({ database }) => assertKeyFits({ database, keys }),
    notice: isFromFile
      ? `RELAY_ENCRYPTION_KEY set to the contents of ${join(dirname(from.path), keyFileName)}`
      : 'RELAY_ENCRYPTION_KEY unchanged',
  };
}

function sourceKey(from: OpenedSide, configured: string | undefined): Uint8Array {
  if (from.path !== undefined) {
    return loadMasterKey({ configured, databasePath: from.path, sealed: true });
  }
  if (configured !== undefined) return Buffer.from(configured, 'base64');
  throw new ConfigError([
    'RELAY_ENCRYPTION_KEY: set it to the key of the relay that is being moved: its secrets are moved encrypted.',
  ]);
}

/** Once the variable is unset, that file would be used. */
function refuseOtherKeyFile(databasePath: string, key: Uint8Array): void {
  const path = join(dirname(databasePath), keyFileName);
  if (!existsSync(path)) return;
  if (Buffer.from(readFileSync(path, 'utf8').trim(), 'base64').equals(key)) return;
  throw new ConfigError([
    `--to: ${path} holds a different encryption key, which decrypts nothing of what is being moved. Move that file away, or name another folder.`,
  ]);
}
