/** How a database says that it cannot store now: the disk is full, broken, or held by another. */
const cannotStore = /^SQLITE_(FULL|IOERR|BUSY|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;

/** How it says that its file makes no sense: `SQLITE_CORRUPT_INDEX` is one of these. */
const damaged = /^SQLITE_(CORRUPT|NOTADB)/;

const lost = 'database_file_lost';

/** Whether an error says that the disk or the file on it refused, and not that the work was wrong. */
export function isStorageFailure(error: unknown): boolean {
  const code = codeOf(error);
  return cannotStore.test(code) || damaged.test(code) || code === lost;
}

/** Whether the database's file is damaged, and will be until somebody restores it. */
export function isDamaged(error: unknown): boolean {
  return damaged.test(codeOf(error));
}

/** What a storage failure means, for whoever called; names no file. */
export function storageReason(error: unknown): string {
  if (isDamaged(error)) {
    return 'A file of its database is damaged: whoever runs the relay has to restore it from a backup.';
  }
  if (codeOf(error) === lost) {
    return 'A file of its database was replaced or deleted while the relay runs: whoever runs it has to put the file back, or to start the relay again.';
  }
  return 'Try it again.';
}

function codeOf(error: unknown): string {
  const code: unknown = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : '';
}
