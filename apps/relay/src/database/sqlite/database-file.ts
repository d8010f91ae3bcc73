import { statSync } from 'node:fs';

/** A file of the relay's is not the one that it has open: what is written now would be lost. */
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
 * Notices when a file that is open is replaced or deleted by others. SQLite would go on to write
 * into the one that has no name any more, and say that it is on disk.
 */
export class DatabaseFile {
  readonly #path: string;
  readonly #opened: string | undefined;

  /** Only once the file is open: it may be made by that. */
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

/** Undefined where there is no such file, or none that can be looked at. */
function identityOf(path: string): string | undefined {
  try {
    const { dev, ino } = statSync(path, { bigint: true });
    return `${dev}:${ino}`;
  } catch {
    return undefined;
  }
}
