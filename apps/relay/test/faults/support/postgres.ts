import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import pg from 'pg';

import { EmbeddedPostgres } from '../../support/embedded-postgres.ts';
import { keepLog, keptLogPath } from './kept-logs.ts';
import { freePort } from './relay-host.ts';
import { coreShare, waitFor, WorkingTime } from './wait-for.ts';

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

/** The time limit of a statement, on a machine with cores to spare. Milliseconds. */
const statementMs = 60_000;

/** The same for the question whether it answers at all. */
const answerMs = 5_000;

/** The same for its shutdown at the end. */
const stopMs = 60_000;

/**
 * How long a server may run without answering, for example in a crash recovery that does not end,
 * until it is killed; and how long it may take until it answers, however often it is started.
 */
const patience: Patience = { silentMs: 30_000, withinMs: 180_000 };

/** By `WorkingTime`. Milliseconds. */
interface Patience {
  readonly silentMs: number;
  readonly withinMs: number;
}

/** A PostgreSQL server that is really killed and started again, with every commit on disk. */
export class FaultyPostgres implements AsyncDisposable {
  readonly #server: EmbeddedPostgres;
  readonly #folder: string;
  readonly #port: number;
  readonly #password: string;
  /** Whether the folder is to be removed with the server. */
  readonly #isOwn: boolean;
  readonly #tell: (text: string) => void;
  /** Its last output. */
  #log = '';
  /** Whether a process of it was started that is neither ready nor gone yet. */
  #isStarting = false;

  private constructor(options: {
    readonly folder: string;
    readonly port: number;
    readonly password: string;
    readonly logFolder?: string | undefined;
    readonly settings: readonly string[];
    readonly tell: (text: string) => void;
  }) {
    const { logFolder } = options;
    const settings = [...options.settings, ...(logFolder === undefined ? [] : smallLog)];
    this.#folder = options.folder;
    this.#port = options.port;
    this.#password = options.password;
    this.#isOwn = logFolder === undefined;
    this.#tell = options.tell;
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

  /**
   * @param options.settings further server settings, such as `shared_buffers=1GB`
   * @param options.tell reports what happens to the server by itself
   */
  static async start({
    place,
    settings = [],
    tell = () => {},
  }: {
    readonly place?: Place;
    readonly settings?: readonly string[];
    readonly tell?: (text: string) => void;
  } = {}): Promise<FaultyPostgres> {
    const folder = place?.folder ?? (await mkdtemp(join(tmpdir(), 'relay-faults-postgres-')));
    if (place === undefined) await chmod(folder, 0o711);
    const made = new FaultyPostgres({
      folder,
      port: await freePort(),
      password: randomBytes(12).toString('hex'),
      logFolder: place?.logFolder,
      settings,
      tell,
    });
    await made.#server.initialise();
    await made.untilItAnswers();
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

  async ask(text: string, { withinMs = statementMs } = {}): Promise<void> {
    const limit = withinMs / coreShare();
    const client = new pg.Client({
      connectionString: this.url('postgres'),
      connectionTimeoutMillis: limit,
      query_timeout: limit,
    });
    // A connection that is cut between two statements.
    client.on('error', () => {});
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
    this.signal('SIGKILL');
    await this.#restart(downMs);
  }

  /** As an administrator does: connections are closed, transactions rolled back. */
  async stopAndStart(downMs: number): Promise<void> {
    this.signal('SIGINT');
    await this.#restart(downMs);
  }

  signal(signal: 'SIGKILL' | 'SIGINT' | 'SIGSTOP'): void {
    process.kill(this.#pid(), signal);
  }

  /**
   * Waits until it responds again. Starts it if it exited, for example without space for its log,
   * and kills it first if it stays silent.
   *
   * @throws with the end of its log, if it does not respond in time
   */
  async untilItAnswers({ silentMs, withinMs } = patience): Promise<void> {
    let silent = new WorkingTime();
    let mayBeSilentMs = silentMs;
    const answers = await waitFor(
      async () => {
        if (await this.#answers(Math.min(answerMs, mayBeSilentMs))) return true;
        if (silent.passed > mayBeSilentMs) {
          this.#tell(
            `PostgreSQL has not answered for ${mayBeSilentMs / 1_000} s: it is killed and started again. Its log ends with:\n${this.#log}`,
          );
          this.#killWhole();
          silent = new WorkingTime();
          // In case it was merely slow.
          mayBeSilentMs *= 2;
        }
        if (!this.#isThere()) this.#launch();
        return false;
      },
      { withinMs, everyMs: 200 },
    );
    if (answers) return;
    const whole = keptLogPath(this.#logName);
    throw new Error(
      `PostgreSQL did not answer within ${withinMs / 1_000} s. The end of its log${whole === undefined ? ' (FAULTS_LOGS keeps all of it)' : `, ${whole}`}:\n${this.#log}`,
    );
  }

  get #logName(): string {
    return `postgres-${this.#port}`;
  }

  #note(told: unknown): void {
    keepLog(this.#logName, String(told));
    // Each process logs it for every connection it refuses in the meantime.
    if (/not yet accepting|Consistent recovery|starting up|in recovery/.test(String(told))) return;
    this.#log = `${this.#log}${String(told)}`.slice(-keptLog);
  }

  /** It has been told to end. */
  async #restart(downMs: number): Promise<void> {
    await setTimeout(downMs);
    // Until then it may still answer.
    const isGone = await waitFor(() => !this.#isThere(), { withinMs: patience.silentMs });
    if (!isGone) this.#killWhole();
    await this.untilItAnswers();
  }

  /**
   * Starts a process of the server. It exits as long as anything is left of the previous one, or
   * without enough space, and may take its time: whoever starts it looks whether it answers.
   */
  #launch(): void {
    if (this.#isStarting) return;
    this.#isStarting = true;
    const ended = (): void => {
      this.#isStarting = false;
    };
    this.#server.start().then(ended, ended);
  }

  #answers(withinMs: number): Promise<boolean> {
    return this.ask('SELECT 1', { withinMs }).then(
      () => true,
      () => false,
    );
  }

  /** Kills all of its processes: one that hangs would not notice that the postmaster is gone. */
  #killWhole(): void {
    try {
      const pid = this.#pid();
      const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
      for (const one of [pid, ...children.filter(Boolean).map(Number)]) {
        process.kill(one, 'SIGKILL');
      }
    } catch {
      // It, or one of them, has just ended by itself.
    }
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
    // `stop` waits for the end of its last process, which may be over.
    if (this.#isThere()) {
      const stopped = this.#server.stop().then(() => true);
      const ended = await Promise.race([
        stopped,
        setTimeout(stopMs / coreShare(), false, { ref: false }),
      ]);
      if (!ended) this.#killWhole();
    }
    if (this.#isOwn) await rm(this.#folder, { recursive: true, force: true });
  }
}
