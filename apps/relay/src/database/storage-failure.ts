import { OverloadedError } from './overloaded-error.ts';

/** How SQLite says that it cannot store now: the disk is full, broken, or held by another. */
const cannotStore = /^SQLITE_(FULL|IOERR|BUSY|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;

/** How it says that its file makes no sense: `SQLITE_CORRUPT_INDEX` is one of these. */
const damaged = /^SQLITE_(CORRUPT|NOTADB)/;

/** How PostgreSQL says that a page of its files makes no sense. */
const damagedPostgres: ReadonlySet<string> = new Set(['XX001', 'XX002']);

const lost = 'database_file_lost';

const noPrivilege = '42501';

/**
 * How PostgreSQL says it: the connection (class 08), out of disk, memory, connections or locks
 * (class 53), it is stopping or starting (57P01 to 57P05), a statement or a wait took too long
 * (57014, 55P03, 25P03, 25P04), it is read-only, as a standby is (25006), the disk fails (58030), or
 * the role lacks a privilege (42501), which was revoked or never granted.
 * A serialization failure or deadlock (40001, 40P01) comes up here only after it was tried often.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const cannotStorePostgres =
  /^(08...|53...|57P0[1-5]|57014|55P03|25P03|25P04|25006|58030|42501|40001|40P01)$/;

/** The way to a database that is asked over a network was cut, or there is none. */
export class DatabaseUnreachableError extends Error {
  readonly code = 'database_unreachable';
  override readonly name = 'DatabaseUnreachableError';

  constructor(cause: unknown) {
    super(`The database cannot be reached: ${(cause as Error | undefined)?.message}`, { cause });
  }
}

/**
 * What a first connection gives.
 *
 * @throws {DatabaseUnreachableError} when it fails by something else than what a server answers
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
 * Whether an error says that it could not be stored now, as the disk or the file on it refused or too
 * much else is before it, and not that the work was wrong.
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

/** Whether the way to the database was cut. */
export function isUnreachable(error: unknown): boolean {
  if (error instanceof DatabaseUnreachableError) return true;
  // Of a query of an entity; PostgreSQL's own errors have a severity.
  const { name, driverError } = (error ?? {}) as Partial<Error> & {
    driverError?: { severity?: unknown; code?: unknown };
  };
  if (name !== 'QueryFailedError' || driverError === undefined) return false;
  return driverError.severity === undefined && !String(driverError.code).startsWith('SQLITE');
}

/** Whether the database's file is damaged, and will be until somebody restores it. */
export function isDamaged(error: unknown): boolean {
  const code = codeOf(error);
  return damaged.test(code) || damagedPostgres.has(code);
}

/** What a storage failure means, for whoever called; names no file. */
export function storageReason(error: unknown): string {
  if (isDamaged(error)) {
    return 'A database file is damaged: whoever runs the relay has to restore it from a backup.';
  }
  if (codeOf(error) === lost) {
    return 'A database file was replaced or deleted while the relay was running: whoever runs it has to put the file back, or restart the relay.';
  }
  if (codeOf(error) === noPrivilege) {
    return 'Its role in PostgreSQL lacks a privilege: whoever runs the relay has to grant it.';
  }
  return 'Try again.';
}

function codeOf(error: unknown): string {
  const code: unknown = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
