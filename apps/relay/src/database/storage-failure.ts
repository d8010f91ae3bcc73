import { OverloadedError } from './overloaded-error.ts';

/** SQLite errors for "cannot store now": the disk is full, broken, or held by another process. */
const cannotStore = /^SQLITE_(FULL|IOERR|BUSY|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;

/** SQLite errors for an inconsistent file: `SQLITE_CORRUPT_INDEX` is one of these. */
const damaged = /^SQLITE_(CORRUPT|NOTADB)/;

/** PostgreSQL errors for a damaged page. */
const damagedPostgres: ReadonlySet<string> = new Set(['XX001', 'XX002']);

const lost = 'database_file_lost';

const noPrivilege = '42501';

const otherTables = /^(42P01|42703|42704|42883|3F000)$/;

/**
 * PostgreSQL errors for "cannot store now": the connection (class 08), out of disk, memory,
 * connections or locks (class 53), stopping or starting (57P01 to 57P05), a statement or a wait
 * took too long (57014, 55P03, 25P03, 25P04), read-only, as a standby is (25006), the disk fails
 * (58030), or the role lacks a privilege (42501), which was revoked or never granted. Or the tables
 * are not those that our statements name (42P01, 42703, 42704, 42883, 3F000): the statements do not
 * depend on the data, so a newer version or a person changed the tables. A serialization failure or
 * deadlock (40001, 40P01) only gets here after several retries.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const cannotStorePostgres =
  /^(08...|53...|57P0[1-5]|57014|55P03|25P03|25P04|25006|58030|42501|42P01|42703|42704|42883|3F000|40001|40P01)$/;

/** The network connection to a database was cut, or cannot be established. */
export class DatabaseUnreachableError extends Error {
  readonly code = 'database_unreachable';
  override readonly name = 'DatabaseUnreachableError';

  constructor(cause: unknown) {
    super(`The database cannot be reached: ${(cause as Error | undefined)?.message}`, { cause });
  }
}

/**
 * The result of a first connection.
 *
 * @throws {DatabaseUnreachableError} if it fails for any reason other than the server's answer
 */
export async function reached<Connected>(connecting: Promise<Connected>): Promise<Connected> {
  try {
    return await connecting;
  } catch (error) {
    const { severity } = error as { readonly severity?: unknown };
    throw severity === undefined ? new DatabaseUnreachableError(error) : error;
  }
}

/**
 * Whether an error means that something could not be stored now, because the disk or the file
 * rejected it or too much else is waiting, rather than that the work was wrong.
 */
export function isStorageFailure(error: unknown): boolean {
  const code = codeOf(error);
  return (
    cannotStore.test(code) ||
    cannotStorePostgres.test(code) ||
    isDamaged(error) ||
    code === lost ||
    error instanceof OverloadedError ||
    isUnreachable(error)
  );
}

/** Whether the connection to the database was cut. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof DatabaseUnreachableError) return true;
  // Of an entity query; PostgreSQL's own errors have a severity.
  const { name, driverError } = (error ?? {}) as Partial<Error> & {
    driverError?: { severity?: unknown; code?: unknown };
  };
  if (name !== 'QueryFailedError' || driverError === undefined) return false;
  return driverError.severity === undefined && !String(driverError.code).startsWith('SQLITE');
}

/** Whether the database is damaged, and will be until somebody repairs or restores it. */
export function isDamaged(error: unknown): boolean {
  const code = codeOf(error);
  return damaged.test(code) || damagedPostgres.has(code);
}

/**
 * Whether SQLite found its file inconsistent: with PostgreSQL, it is up to the server to be
 * repaired while it runs.
 */
export function isFileDamaged(error: unknown): boolean {
  return damaged.test(codeOf(error));
}

/** What a storage failure means for the caller; names no file. */
export function storageReason(error: unknown): string {
  if (damagedPostgres.has(codeOf(error))) {
    return 'PostgreSQL found a damaged page: whoever runs the server has to repair it, or to fail over.';
  }
  if (isDamaged(error)) {
    return 'A database file is damaged: whoever runs the relay has to restore it from a backup.';
  }
  if (codeOf(error) === lost) {
    return 'A database file was replaced or deleted while the relay was running: whoever runs it has to put the file back, or restart the relay.';
  }
  if (codeOf(error) === noPrivilege) {
    return 'Its role in PostgreSQL lacks a privilege: whoever runs the relay has to grant it.';
  }
  if (otherTables.test(codeOf(error))) {
    return 'The tables are not those of this version of the relay: whoever runs it has to look at its log.';
  }
  return 'Try again.';
}

function codeOf(error: unknown): string {
  const code: unknown = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
