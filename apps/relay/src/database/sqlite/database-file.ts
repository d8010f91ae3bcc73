import { statSync } from 'node:fs';

/** A file of the relay is no longer the one it has open: what is written now would be lost. */
class DatabaseFileLostError extends Error {
  readonly code = 'database_file_lost';
  override readonly name = 'DatabaseFileLostError';

  constructor(path: string) {
    super(
      `${path} was replaced or deleted while the relay was running. Put the same file back; or stop the relay, restore the file from a backup, and start the relay again.`,
    );
  }
}

/**
 * A database consists of its file, the write-ahead log and the index of that. The latter two stay as
 * long as anybody has it open: what removes them is a restore underneath a running relay.
 */
const parts = ['', '-wal', '-shm'] as const;

/**
 * Notices when an open file is replaced or deleted by others, or its write-ahead log is. SQLite
 * would keep writing to the unlinked file, and report success.
 */
export class DatabaseFile {
  readonly #opened: readonly { readonly path: string; readonly identity: string | undefined }[];

  /** Create it once the file is open: opening may create the file and its log. */
  constructor(path: string) {
    this.#opened = parts
      .map((part) => ({ path: `${path}${part}`, identity: identityOf(`${path}${part}`) }))
      .filter(({ identity }, index) => index === 0 || identity !== undefined);
  }

  /** Asks the file system, which takes a few microseconds and reads nothing from the disk. */
  get isInPlace(): boolean {
    return this.#lost === undefined;
  }

  /** Before each commit. @throws {DatabaseFileLostError} */
  assertInPlace(): void {
    const lost = this.#lost;
    if (lost !== undefined) throw new DatabaseFileLostError(lost);
  }

  get #lost(): string | undefined {
    return this.#opened.find(({ path, identity }) => identityOf(path) !== identity)?.path;
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
