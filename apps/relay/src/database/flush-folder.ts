import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Folders that may not be read, and file systems that do not flush folders, as some networked ones. */
const cannotBeFlushed: ReadonlySet<unknown> = new Set(['EACCES', 'EPERM', 'EINVAL', 'ENOTSUP']);

/**
 * A new file or folder is only there after a power cut if the folder that it is in was flushed, too;
 * Windows does that itself, and SQLite does for its own files. Like SQLite, it continues where that
 * is not possible.
 *
 * @throws the system's own error if the disk fails
 */
export function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  try {
    const handle = openSync(folder, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    if (!cannotBeFlushed.has((error as NodeJS.ErrnoException).code)) throw error;
  }
}
