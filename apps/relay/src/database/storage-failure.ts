/** How a database says that it cannot store now: the disk is full, broken, or held by another. */
const storageFailure = /^SQLITE_(FULL|IOERR|BUSY|CANTOPEN|READONLY|NOMEM|PROTOCOL)/;

/** Whether an error says that the disk refused, and not that the work was wrong. */
export function isStorageFailure(error: unknown): boolean {
  const code: unknown = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' && storageFailure.test(code);
}
