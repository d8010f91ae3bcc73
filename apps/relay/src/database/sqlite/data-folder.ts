import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';

/**
 * Creates the folder for a file, accessible only to its own user.
 *
 * Each folder separately: Node's `recursive` never ends if the system says that an existing folder
 * does not exist, as `/proc` does.
 *
 * @throws {ConfigError} if a file is where the folder should be
 */
export function makeDataFolder(folder: string): void {
  const found = statSync(folder, { throwIfNoEntry: false });
  if (found?.isDirectory()) return;
  if (found !== undefined) {
    throw new ConfigError([`DATABASE_URL: ${folder} is a file, not a folder.`]);
  }
  if (dirname(folder) !== folder) makeDataFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Somebody else was first.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/**
 * Lets SQLite put temporary files (large sorts, as of a migration) beside the data, where there is
 * as much space and nobody else can read, unless `SQLITE_TMPDIR` says otherwise. `/tmp` may be
 * small, in memory, or read-only as in our containers.
 *
 * SQLite reads the variable when the process opens its first database.
 */
export function keepTemporaryFilesIn(folder: string): void {
  process.env['SQLITE_TMPDIR'] ??= resolve(folder);
}

/** @throws {ConfigError} if a path names something that is not a file, and so not a database */
export function refuseNoFile(path: string): void {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isFile()) return;
  throw new ConfigError([
    found.isDirectory()
      ? `DATABASE_URL: ${path} is a folder. Name a file in it, such as sqlite:${path.replace(/\/+$/, '')}/relay.sqlite.`
      : `DATABASE_URL: ${path} is a device or a pipe, not a file.`,
  ]);
}
