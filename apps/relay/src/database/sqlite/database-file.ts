import { statSync } from 'node:fs';

/** A file of the relay is no longer the one it has open: what is written now would be lost. */
export class DatabaseFileLostError extends Error {
  readonly code = 'database_file_lost';
  override readonly name = 'DatabaseFileLostError';

  constructor(path: string) {
    super(
      `${path} was replaced or deleted while the relay was running. Put the same file back; or stop the relay, restore the file from a backup, and start the relay again.`,
    );
  }
}

/**
 * Notices when an open file is replaced or deleted by others. SQLite would keep writing to the
 * unlinked file, and report success.
 */
export class DatabaseFile {
  readonly #path: string;
  readonly #opened: string | undefined;

  /** Create it once the file is open: opening may create the file. */
  constructor(path: string) {
    this.#path = path;
    this.#opened = identityOf(path);
  }

  /** Asks the file system, which takes a few microseconds and reads nothing from the disk. */
  get isInPlace(): boolean {
    return identityOf(this.#path) === this.#opened;
  }

  /** Before each commit. @throws {DatabaseFileLostError} */
  assertInPlace(): void {
    if (!this.isInPlace) throw new DatabaseFileLostError(this.#path);
  }
}

/** Undefined if there is no such file, or it cannot be accessed. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
