import { basename } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';

import {
  DatabaseUnreachableError,
  isDamaged,
  isStorageFailure,
  isUnreachable,
} from '../database/storage-failure.ts';
import { OverloadedError } from '../database/overloaded-error.ts';
import { keyFileName } from '../database/vault/master-key.ts';
import { commandLine } from '../shared/command-line.ts';

const hostProblems: ReadonlySet<string> = new Set(['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN']);
const fileProblems: ReadonlySet<string> = new Set([
  'EACCES',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  // A folder was to be created where a file is.
  'EEXIST',
]);
/** Each has more specific ones, such as `SQLITE_READONLY_DIRECTORY`. */
const sqliteFileProblem = /^SQLITE_(CANTOPEN|READONLY)/;
/**
 * SQLite reports a full disk with this code if there is no space for the index of the write-ahead
 * log.
 */
const fullDisk: ReadonlySet<string> = new Set([
  'ENOSPC',
  'EDQUOT',
  'SQLITE_FULL',
  'SQLITE_IOERR_SHMSIZE',
]);

/**
 * What went wrong at startup, and how to fix it, human-readable.
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
    return `${what}: ${message}. Is it already running? Set PORT to use another port.`;
  }
  if (code === 'EACCES' && syscall === 'listen') {
    return `${what}: ${message}. Ports below 1024 require root: set PORT to a higher one, and put a reverse proxy in front.`;
  }
  if ((code === 'EACCES' || code === 'EPERM') && path !== undefined && isKeyFile(path)) {
    return `${what}: ${message}. The relay's user${userSuffix()} must be able to read this file: make that user its owner, with mode 0600. (${code})`;
  }
  if (code !== undefined && hostProblems.has(code)) {
    return `${what}: ${message}. Check HOST: it must be an address of this machine.`;
  }
  if (isDamaged(error)) {
    return `${what}: ${message}. Check DATABASE_URL: the file that it names, or its inbox beside it, is not a SQLite database or is damaged. Restore both from a backup. (${code})`;
  }
  if (code !== undefined && fullDisk.has(code)) {
    return `${what}: ${message}. Free space on the disk that DATABASE_URL names, and try again: nothing is lost. (${code})`;
  }
  if (code?.startsWith('SQLITE_IOERR') === true) {
    return `${what}: ${message}. The disk or file system under DATABASE_URL reports an error: check the system log, and use a local disk, as network file systems are not safe for SQLite databases. (${code})`;
  }
  if (code !== undefined && (fileProblems.has(code) || sqliteFileProblem.test(code))) {
    return `${what}: ${message}. Check DATABASE_URL: it must name a file that is a SQLite database or does not exist yet, and the relay's user${userSuffix()} must be able to write to it, its folder and the files beside it (-wal, -shm, .inbox, .lock). If it can, the process may open too few files: see "ulimit -n". (${code})`;
  }
  return `${what}: ${(error as Error).stack ?? String(error)}`;
}

function isKeyFile(path: string): boolean {
  return basename(path) === keyFileName;
}

function userSuffix(): string {
  const id = process.getuid?.();
  return id === undefined ? '' : ` (uid ${id})`;
}

/** Errors of PostgreSQL, or of connecting to it, at startup. Its messages contain no password. */
function postgresProblem(error: unknown): string | undefined {
  const isNamed = error instanceof DatabaseUnreachableError || error instanceof OverloadedError;
  const { code, message, severity } = ((isNamed ? error.cause : undefined) ?? error) as {
    code?: string;
    message?: string;
    severity?: string;
  };
  if (severity === undefined) {
    if (!isUnreachable(error) && !isLost(error) && !wayProblems.has(code ?? '')) return undefined;
    if (unknownIssuers.has(code ?? '')) {
      return `the certificate of the database server is not trusted (${code}). If a CA of your own or of your database host issued it, save the certificate of that CA, and add &sslrootcert=/path/to/ca.pem to DATABASE_URL.`;
    }
    return `the database server cannot be reached (${message || code}). Check the host, port and sslmode in DATABASE_URL, that the server is running, and that it accepts connections from this machine.`;
  }
  const fix =
    fixes[code ?? ''] ??
    (isStorageFailure(error) && code?.startsWith('42') !== true
      ? 'The server cannot do this at the moment: try again.'
      : 'Check DATABASE_URL.');
  return `PostgreSQL says: ${message} (${code}). ${fix}`;
}

/** What the driver says of a connection that broke in the middle: these have no code. */
function isLost(error: unknown): boolean {
  return /^(?:Connection terminated|Client has encountered a connection error)/.test(
    (error as Partial<Error> | undefined)?.message ?? '',
  );
}

const wayProblems: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'EHOSTUNREACH',
]);

/** Certificates whose chain does not lead to a known CA. */
const unknownIssuers: ReadonlySet<string> = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

const damagedPage =
  'The server has to be repaired, or replaced by a standby. If neither is possible, restore the database from a backup.';

const fixes: Readonly<Record<string, string>> = {
  '28P01': 'Check the user and password in DATABASE_URL.',
  '28000':
    "Check user and database of DATABASE_URL, and the server's pg_hba.conf. If the server accepts only TLS, add ?sslmode=verify-full to DATABASE_URL.",
  '3D000': 'Create the database first: CREATE DATABASE …, owned by the user in DATABASE_URL.',
  '42501': `The user in DATABASE_URL must own the database, or at least be allowed to create tables in its schema "public". If its rights were restricted on purpose, run "${commandLine('migrate')}" of this version as the owner first.`,
  '25006':
    'This server is read-only: it is a standby, or default_transaction_read_only is on. Use the primary.',
  '40P01':
    'Processes of the previous version are using the tables that have to be changed: try again, or stop them first.',
  '3F000':
    'The search_path of the user in DATABASE_URL names no schema that exists: ALTER ROLE … RESET search_path.',
  '53300': 'The server has too many connections: see DATABASE_POOL_SIZE and max_connections.',
  '55P03':
    'Others hold what the start waits for, for longer than DATABASE_LOCK_TIMEOUT_MS: try again. If it fails again and again, pg_stat_activity shows who they are.',
  XX001: damagedPage,
  XX002: damagedPage,
  '57P03': 'The server is starting or shutting down: try again in a moment.',
};
