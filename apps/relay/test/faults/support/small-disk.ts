import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A small file system cannot be created here: the message says what was refused. */
export class NoSmallDiskError extends Error {
  readonly code = 'no_small_disk';
  override readonly name = 'NoSmallDiskError';
}

const chunk = Buffer.alloc(64 * 1024);

/**
 * A file system of some MiB that is really full when it is full: a tmpfs in the mount namespace of
 * a process that does nothing else, so that it is gone with that process, however this one ends.
 * Requires root, or a kernel that allows unprivileged user namespaces.
 */
export class SmallDisk implements AsyncDisposable {
  /** Its path for all other processes of the same user, and for PostgreSQL's. */
  readonly path: string;
  readonly #holder: ChildProcess;

  private constructor(holder: ChildProcess, mounted: string) {
    this.#holder = holder;
    this.path = `/proc/${holder.pid}/root${mounted}`;
  }

  /** @throws {NoSmallDiskError} if the machine does not allow it */
  static async create(options: { readonly mebibytes: number }): Promise<SmallDisk> {
    const isRoot = process.getuid?.() === 0;
    const mounted = tmpdir();
    // It stays the user that PostgreSQL runs as, who may then look into its namespace.
    const hold = isRoot ? 'setpriv --reuid=postgres --regid=postgres --clear-groups cat' : 'cat';
    const mount = `mount -t tmpfs -o size=${options.mebibytes}m,mode=1777 none '${mounted}'`;
    const holder = spawn(
      'unshare',
      [
        ...(isRoot ? [] : ['--user', '--map-root-user']),
        '--mount',
        '--propagation=private',
        'sh',
        '-c',
        // "cat" echoes this once it is running, and ends when nobody holds its other end any more.
        `${mount} && exec ${hold}`,
      ],
      { stdio: ['pipe', 'pipe', 'pipe'] },
    );
    let refused = '';
    holder.stderr.on('data', (text: Buffer) => (refused += text.toString()));
    holder.stdin.on('error', () => {});
    await new Promise<void>((resolve, reject) => {
      const fail = (why: string): void =>
        reject(new NoSmallDiskError(`a small file system cannot be created here: ${why.trim()}`));
      holder.once('error', (error) => fail(error.message));
      holder.once('close', (code) => fail(refused || `unshare exited with ${code}`));
      holder.stdout.once('data', () => resolve());
      holder.stdin.write('there\n');
    });
    holder.removeAllListeners('close');
    return new SmallDisk(holder, mounted);
  }

  /** Uses up all but this much space. Space freed later by others stays free. */
  async fillUp(options: { readonly spareBytes: number }): Promise<void> {
    const { bavail, bsize } = await statfs(this.path);
    let left = Math.max(0, bavail * bsize - options.spareBytes);
    const file = await open(this.#ballast, 'a');
    try {
      while (left > 0) {
        const { bytesWritten } = await file.write(chunk, 0, Math.min(left, chunk.length));
        left -= bytesWritten;
      }
    } catch (error) {
      if ((error as { code?: unknown }).code !== 'ENOSPC') throw error;
    } finally {
      await file.close();
    }
  }

  /** Frees the space again. */
  async empty(): Promise<void> {
    await rm(this.#ballast, { force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => {
      this.#holder.once('close', resolve);
    });
    this.#holder.stdin?.end();
    await ended;
  }

  get #ballast(): string {
    return join(this.path, 'ballast');
  }
}
