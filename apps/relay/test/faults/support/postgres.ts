import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import pg from 'pg';

import { EmbeddedPostgres } from '../../support/embedded-postgres.ts';
import { freePort } from './relay-host.ts';
import { waitFor } from './wait-for.ts';

/** Where a server keeps its files. */
interface Place {
  /** A folder that the server's user may write in; by default a new one. */
  readonly folder: string;
  /** For the write-ahead log, on a separate disk. */
  readonly logFolder: string;
}

/**
 * A write-ahead log that fits on a small disk, and allocates space instead of reusing old files.
 */
const smallLog = ['max_wal_size=8MB', 'min_wal_size=2MB', 'wal_recycle=off'] as const;

/** The number of characters of the server's last output to keep, shown if it does not come back. */
const keptLog = 4_000;

/** A PostgreSQL server that is really killed and started again, with every commit on disk. */
export class FaultyPostgres implements AsyncDisposable {
  readonly #server: EmbeddedPostgres;
  readonly #folder: string;
  readonly #port: number;
  readonly #password: string;
  /** Whether the folder is to be removed with the server. */
  readonly #isOwn: boolean;
  /** Its last output. */
  #log = '';

  private constructor(options: {
    readonly folder: string;
    readonly port: number;
    readonly password: string;
    readonly logFolder?: string | undefined;
    readonly settings: readonly string[];
  }) {
    const { logFolder } = options;
    const settings = [...options.settings, ...(logFolder === undefined ? [] : smallLog)];
    this.#folder = options.folder;
    this.#port = options.port;
    this.#password = options.password;
    this.#isOwn = logFolder === undefined;
    this.#server = new EmbeddedPostgres({
      databaseDir: join(options.folder, 'data'),
      port: options.port,
      user: 'postgres',
      password: options.password,
      persistent: false,
      // PostgreSQL refuses to run as root, as CI often does.
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: [
        '--encoding=UTF8',
        ...(logFolder === undefined ? [] : [`--waldir=${logFolder}`, '--wal-segsize=1']),
      ],
      postgresFlags: ['listen_addresses=127.0.0.1', ...settings].flatMap((setting) => [
        '-c',
        setting,
      ]),
      onLog: (text) => this.#note(text),
      onError: (error) => this.#note(error),
    });
  }

  /** @param options.settings further server settings, such as `shared_buffers=1GB` */
  static async start({
    place,
    settings = [],
  }: {
    readonly place?: Place;
    readonly settings?: readonly string[];
  } = {}): Promise<FaultyPostgres> {
    const folder = place?.folder ?? (await mkdtemp(join(tmpdir(), 'relay-faults-postgres-')));
    if (place === undefined) await chmod(folder, 0o711);
    const made = new FaultyPostgres({
      folder,
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      logFolder: place?.logFolder,
      settings,
    });
    await made.#server.initialise();
    await made.#server.start();
    return made;
  }

  url(database: string): string {
    return `postgres://postgres:${this.#password}@127.0.0.1:${this.#port}/${database}`;
  }

  /** @returns the URL of an empty database */
  async createDatabase(): Promise<string> {
    const name = `faults_${randomBytes(4).toString('hex')}`;
    await this.ask(`CREATE DATABASE "${name}"`);
    return this.url(name);
  }

  async ask(text: string): Promise<void> {
    const client = new pg.Client({ connectionString: this.url('postgres') });
    await client.connect();
    try {
      await client.query(text);
    } finally {
      await client.end();
    }
  }

  /** Cuts all connections of a database, as a network or a proxy does. */
  cutConnections(databaseUrl: string): Promise<void> {
    const name = new URL(databaseUrl).pathname.slice(1);
    return this.ask(
      `SELECT pg_terminate_backend("pid") FROM "pg_stat_activity" WHERE "datname" = '${name}'`,
    );
  }

  /** Kills it at once, as a power failure does, and starts it again. */
  async killAndStart(downMs: number): Promise<void> {
    process.kill(this.#pid(), 'SIGKILL');
    await this.#restart(downMs);
  }

  /** As an administrator does: connections are closed, transactions rolled back. */
  async stopAndStart(downMs: number): Promise<void> {
    process.kill(this.#pid(), 'SIGINT');
    await this.#restart(downMs);
  }

  /**
   * Waits until it responds again; restarts it if it exited, for example without space for its log.
   */
  async untilItAnswers(): Promise<void> {
    const answers = await waitFor(
      async () => {
        if (await this.#answers()) return true;
        if (!this.#isThere()) await this.#restart(0);
        return false;
      },
      { withinMs: 60_000, everyMs: 200 },
    );
    if (!answers) throw new Error(`PostgreSQL did not come back: ${this.#log}`);
  }

  #note(told: unknown): void {
    // Each process logs it for every connection it refuses in the meantime.
    if (/not yet accepting|Consistent recovery|starting up|in recovery/.test(String(told))) return;
    this.#log = `${this.#log}${String(told)}`.slice(-keptLog);
  }

  async #restart(downMs: number): Promise<void> {
    await setTimeout(downMs);
    // What is left of the previous one has to be gone first: it is retried until it starts.
    const started = await waitFor(
      () =>
        this.#server.start().then(
          () => true,
          () => false,
        ),
      {
        withinMs: 30_000,
        everyMs: 200,
      },
    );
    if (!started) throw new Error('PostgreSQL did not start again.');
    await waitFor(() => this.#answers(), { withinMs: 30_000 });
  }

  #answers(): Promise<boolean> {
    return this.ask('SELECT 1').then(
      () => true,
      () => false,
    );
  }

  /** Whether the postmaster is alive. It removes its file when it ends. */
  #isThere(): boolean {
    try {
      return process.kill(this.#pid(), 0);
    } catch {
      return false;
    }
  }

  /** The pid of the postmaster. */
  #pid(): number {
    return Number(
      readFileSync(join(this.#folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    if (this.#isOwn) await rm(this.#folder, { recursive: true, force: true });
  }
}
