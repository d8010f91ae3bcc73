import { randomBytes } from 'node:crypto';
import { linkSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';

import { flushFolder } from '../flush-folder.ts';
import { makeDataFolder } from '../sqlite/data-folder.ts';
import { commandLine } from '../../shared/command-line.ts';

/** The name of the key file in the data folder. */
export const keyFileName = 'encryption.key';

/**
 * The master key: from the configuration, or from the data folder, where it is created at the first
 * start with mode 0600.
 *
 * @returns 32 bytes
 * @throws {ConfigError} if the file is not a key, is missing though it existed, or is readable by
 *   others
 */
export function loadMasterKey(options: {
  readonly configured: string | undefined;
  readonly databasePath: string;
  /**
   * Whether secrets were already sealed: then a missing key is not created, as a new one opens
   * none.
   */
  readonly sealed: boolean;
}): Buffer {
  const key = readMasterKey(options);
  if (key !== undefined) return key;
  const path = join(dirname(options.databasePath), keyFileName);
  if (options.sealed) {
    throw new ConfigError([
      `${path} is missing, and the secrets in the database cannot be decrypted without it. Restore it from a backup, or set RELAY_ENCRYPTION_KEY to the key it held. ${lostForGood}`,
    ]);
  }
  makeDataFolder(dirname(path));
  return createKeyFile(path);
}

/**
 * The master key, if there is one.
 *
 * @returns 32 bytes
 * @throws {ConfigError} if the file is not a key, or is readable by others
 */
export function readMasterKey(options: {
  readonly configured: string | undefined;
  readonly databasePath: string;
}): Buffer | undefined {
  if (options.configured !== undefined) return Buffer.from(options.configured, 'base64');
  return readKeyFile(join(dirname(options.databasePath), keyFileName));
}

/** What to do if there is no copy of a key. */
export const lostForGood = `If it is lost for good, "${commandLine('reset-encryption-key')}" explains what that means, and starts over with a new one.`;

function readKeyFile(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  const key = Buffer.from(text.trim(), 'base64');
  if (key.length !== 32) {
    throw new ConfigError([
      `${path} does not hold an encryption key (32 bytes in base64). Restore it from a backup: without it the stored credentials cannot be decrypted. ${lostForGood} Move the file away first.`,
    ]);
  }
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    throw new ConfigError([`${path} is readable by others. Fix it with: chmod 600 ${path}`]);
  }
  return key;
}

/**
 * Written completely or not at all: a kill halfway must not leave half a key. On disk before
 * anything is sealed with it: a power cut must not leave secrets that nothing opens.
 */
function createKeyFile(path: string): Buffer {
  const key = randomBytes(32);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${key.toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, path);
  } catch (error) {
    // Somebody else was first: theirs is the key.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  flushFolder(dirname(path));
  return readKeyFile(path) ?? key;
}
