import { basename } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';

import { DatabaseUnreachableError, isDamaged } from '../database/storage-failure.ts';
import { keyFileName } from '../database/vault/master-key.ts';

const hostProblems: ReadonlySet<string> = new Set(['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN']);
const fileProblems: ReadonlySet<string> = new Set([
  'EACCES',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  // A folder was to be made where a file is.
  'EEXIST',
]);
/** Each has more exact ones, such as `SQLITE_READONLY_DIRECTORY`. */
const sqliteFileProblem = /^SQLITE_(CANTOPEN|READONLY)/;
/** SQLite tells a full disk in its own way where it is the index of the write-ahead log that has no room. */
const fullDisk: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
]);

/**
 * What went wrong while something was opened, and how to fix it, for people.
 *
 * @param what the first words: `The relay cannot start`
 */
export function startProblem(error: unknown, what: string): string {
  if (error instanceof ConfigError) {
    return [
      `${what}. Fix this and try again:`,
      ...error.problems.map((problem) => `  - ${problem}`),
    ].join('\n');
  }
  const { code, message, syscall, path } = error as NodeJS.ErrnoException;
  const server = postgresProblem(error);
  if (server !== undefined) return `${what}: ${server}`;
  if (code === 'EADDRINUSE') {
    return `${what}: ${message}. Is it running already? Set PORT to use another port.`;
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `${what}: ${message}. Ports below 1024 are for root: set PORT to a higher one, and let a reverse proxy take the other.`;
  }
  if ((code === 'EACCES' || code === 'EPERM') && path !== undefined && isKeyFile(path)) {
    return `${what}: ${message}. The relay's user${userWords()} must be able to read this file: make it its own, with mode 0600. (${code})`;
  }
  if (code !== undefined && hostProblems.has(code)) {
    return `${what}: ${message}. Check HOST: it must be an address of this machine.`;
  }
  if (isDamaged(error)) {
    return `${what}: ${message}. Check DATABASE_URL: the file that it names, or its inbox beside it, is no SQLite database, or is damaged. Restore both from a backup. (${code})`;
  }
  if (code !== undefined && fullDisk.has(code)) {
    return `${what}: ${message}. Make room on the disk that DATABASE_URL names, and try again: nothing is lost. (${code})`;
  }
  if (code?.startsWith('SQLITE_IOERR') === true) {
    return `${what}: ${message}. The disk or the file system under DATABASE_URL refuses: look into the system's log, and use a local disk, as network file systems cannot hold a SQLite database. (${code})`;
  }
  if (code !== undefined && (fileProblems.has(code) || sqliteFileProblem.test(code))) {
    return `${what}: ${message}. Check DATABASE_URL: it must name a file that is a SQLite database or not there yet, which the relay's user${userWords()} may write, with its folder and the files beside it (-wal, -shm, .inbox). (${code})`;
  }
  return `${what}: ${(error as Error).stack ?? String(error)}`;
}

function isKeyFile(path: string): boolean {
  return basename(path) === keyFileName;
}

function userWords(): string {
  const id = process.getuid?.();
  return id === undefined ? '' : ` (uid ${id})`;
}

/** What PostgreSQL, or the way to it, answers at a start. Its messages hold no password. */
function postgresProblem(error: unknown): string | undefined {
  const { code, message, severity } = (
    error instanceof DatabaseUnreachableError ? error.cause : error
  ) as { code?: string; message?: string; severity?: string };
  if (severity === undefined) {
    const isWay = error instanceof DatabaseUnreachableError || code === 'ECONNREFUSED';
    if (!isWay && !(code !== undefined && wayProblems.has(code))) return undefined;
    return `the database server cannot be reached (${message || code}). Check host, port and sslmode of DATABASE_URL, that the server runs, and that it takes connections from here.`;
  }
  const fix = fixes[code ?? ''];
  return `PostgreSQL says: ${message} (${code}). ${fix ?? 'Check DATABASE_URL.'}`;
}

const wayProblems: ReadonlySet<string> = new Set(['ECONNRESET', 'ETIMEDOUT', 'EHOSTUNREACH']);

const fixes: Readonly<Record<string, string>> = {
  '28P01': 'Check user and password of DATABASE_URL.',
  '28000': "Check user and database of DATABASE_URL, and the server's pg_hba.conf.",
  '3D000': 'Make the database first: CREATE DATABASE …, owned by the user of DATABASE_URL.',
  '42501':
    'The user of DATABASE_URL must own the database, or may at least create tables in its schema "public". If its rights were taken on purpose: run "invoice-relay migrate" of this version as the owner first.',
  '25006':
    'This server takes nothing: it is a standby, or default_transaction_read_only is on. Name the primary.',
  '40P01':
    'Processes of the version before work on the tables that have to be changed: try again, or stop them first.',
  '53300': 'The server has too many connections: see DATABASE_POOL_SIZE and max_connections.',
  '57P03': 'The server is starting or stopping: try again in a moment.',
};
