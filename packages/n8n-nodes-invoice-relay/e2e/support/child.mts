import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';

import { waitFor } from './wait-for.mts';

/** How long a process may take to stop cleanly, in milliseconds. */
const stopGraceMs = 15_000;
const lastLines = 30;

/**
 * Runs inside each child before its own code: when the test is gone, however it went, the pipe
 * between them closes, and the child stops as if it had been asked to. Threads and processes that a
 * child starts run it too, and have no such pipe.
 */
const stopWithParent = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads';
  const { pid, ppid, stdin } = process;
  if (isMainThread && ppid === ${process.pid}) {
    stdin.on('end', () => process.kill(pid, 'SIGTERM')).resume().unref();
  }`,
)}`;

/** What a child may know of our environment: enough to run, and no settings of somebody's n8n. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'LANG', 'TZ'];

export interface ChildOptions {
  /** As people know it: `relay`. */
  readonly name: string;
  /** A program for Node. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** Gets all that it writes. */
  readonly logFile: string;
  /** Whether it can work; rejecting is the same as no. */
  readonly ready: () => Promise<boolean>;
  readonly startTimeoutMs: number;
}

/** One program, run as a process of its own. */
export class Child {
  readonly #options: ChildOptions;
  readonly #process: ChildProcess;
  readonly #ended: Promise<unknown>;
  #tail = '';

  private constructor(options: ChildOptions) {
    this.#options = options;
    const inherited = passedOn.map((variable) => [variable, process.env[variable]] as const);
    const args = ['--import', stopWithParent, options.script, ...(options.args ?? [])];
    this.#process = spawn(process.execPath, args, {
      env: { ...Object.fromEntries(inherited), ...options.environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own, so that what the child starts is killed with it.
      detached: true,
    });
    const { stdin, stdout, stderr } = this.#process;
    // It is never written to; when the child is killed, it breaks.
    stdin?.on('error', () => undefined);
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
    }
    this.#process.on('error', (error) => this.#note(`${error.message}\n`));
    this.#ended = once(this.#process, 'close').catch(() => undefined);
  }

  /**
   * Starts it, and waits until it can work.
   *
   * @throws {Error} when it ends, or takes too long; with what it wrote last
   */
  static async start(options: ChildOptions): Promise<Child> {
    const child = new Child(options);
    try {
      await waitFor({
        what: `the ${options.name} to be ready`,
        timeoutMs: options.startTimeoutMs,
        look: async () => {
          if (!child.running) throw new Error(`The ${options.name} ended instead of starting.`);
          return (await options.ready().catch(() => false)) || undefined;
        },
      });
    } catch (error) {
      await child.kill();
      throw new Error(`${(error as Error).message}\n${child.lastWords()}`, { cause: error });
    }
    return child;
  }

  get running(): boolean {
    const { exitCode, signalCode, pid } = this.#process;
    return exitCode === null && signalCode === null && pid !== undefined;
  }

  /** Asks it to stop and waits; kills it when that takes too long. */
  async stop(): Promise<void> {
    if (this.running) this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#signalGroup('SIGKILL'), stopGraceMs);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends it, and whatever it started, at once, with no chance to finish anything. */
  async kill(): Promise<void> {
    this.#signalGroup('SIGKILL');
    await this.#ended;
  }

  /** What it wrote last. */
  lastWords(): string {
    return this.#tail.split('\n').slice(-lastLines).join('\n');
  }

  #note(text: string): void {
    this.#tail = (this.#tail + text).slice(-20_000);
    appendFileSync(this.#options.logFile, text);
  }

  #signalGroup(signal: NodeJS.Signals): void {
    const { pid } = this.#process;
    if (pid === undefined) return;
    try {
      process.kill(-pid, signal);
    } catch {
      // It has gone already.
    }
  }
}
