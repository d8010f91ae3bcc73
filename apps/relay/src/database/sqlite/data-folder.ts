import { accessSync, constants, existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';

import { flushFolder } from '../flush-folder.ts';

/**
 * Creates the folder for a file, accessible only to its own user, and on disk before anything is in
 * it.
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
  flushFolder(dirname(folder));
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

/** What belongs to a database, beside its file: see `run-the-relay.md`. */
const companions = ['-wal', '-shm', '.inbox', '.inbox-wal', '.inbox-shm', '.lock'] as const;

/**
 * Names every file that the relay's user may not read or write. SQLite only says that there is one,
 * and leaves files with the same mode as the database: making that writable is then not enough.
 *
 * @param access throws if this user has no such access; for tests
 * @throws {ConfigError}
 */
export function refuseInaccessible(
  path: string,
  access: (path: string, mode: number) => void = accessSync,
): void {
  const { R_OK, W_OK, X_OK } = constants;
  const files = [path, ...companions.map((suffix) => `${path}${suffix}`)].filter(existsSync);
  const problems = [
    { path: dirname(path), mode: W_OK | X_OK, fix: '0700' },
    ...files.map((file) => ({ path: file, mode: R_OK | W_OK, fix: '0600' })),
  ].flatMap((one) => {
    try {
      access(one.path, one.mode);
      return [];
    } catch (error) {
      return [problemOf({ ...one, code: (error as NodeJS.ErrnoException).code })];
    }
  });
  if (problems.length > 0) throw new ConfigError(problems);
}

function problemOf(options: {
  readonly path: string;
  readonly fix: string;
  readonly code: string | undefined;
}): string {
  const { path, fix, code } = options;
  if (code === 'EROFS') return `DATABASE_URL: ${path} is on a read-only file system (EROFS).`;
  const id = process.getuid?.();
  const user = id === undefined ? '' : ` (uid ${id})`;
  return `DATABASE_URL: the relay's user${user} may not read and write ${path} (${code}). Make that user its owner, with mode ${fix}.`;
}
