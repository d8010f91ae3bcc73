import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync } from 'node:fs';

import { waitFor } from './wait-for.mts';

/**
 * How long a process may take to stop gracefully, in milliseconds. n8n gives running executions 30
 * seconds to end (`N8N_GRACEFUL_SHUTDOWN_TIMEOUT`).
 */
const stopGraceMs = 40_000;
const lastLines = 30;

/**
 * Runs inside each child before its own code. However the test ends, the pipe to the child closes,
 * and the child stops as if asked to. Threads and processes started by a child run it too, but have
 * no such pipe.
 */
const stopWithParent = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads';
  const { pid, ppid, stdin } = process;
  if (isMainThread && ppid === ${process.pid}) {
    stdin.on('end', () => process.kill(pid, 'SIGTERM')).resume().unref();
  }`,
)}`;

/**
 * Environment variables passed to children: enough to run, without the settings of any other n8n.
 */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'LANG', 'TZ'];

export interface ChildOptions {
  /** Display name, for example `relay`. */
  readonly name: string;
  /** Path of a Node.js program. */
  readonly script: string;
  readonly args?: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** File that receives all output. */
  readonly logFile: string;
  /** Whether the process is ready; a rejection counts as no. */
  readonly ready: () => Promise<boolean>;
  readonly startTimeoutMs: number;
}

/** A program running as a separate process. */
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
      // Its own process group, so that whatever the child starts is killed with it.
      detached: true,
    });
    const { stdin, stdout, stderr } = this.#process;
    // Never written to; it breaks when the child is killed.
    stdin?.on('error', () => undefined);
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#note(text));
    }
    this.#process.on('error', (error) => this.#note(`${error.message}\n`));
    this.#ended = once(this.#process, 'close').catch(() => undefined);
  }

  /**
   * Starts the program and waits until it is ready.
   *
   * @throws {Error} with its last output, when it exits or takes too long
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

  /** Asks the process to stop and waits; kills it if that takes too long. */
  async stop(): Promise<void> {
    if (this.running) this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#signalGroup('SIGKILL'), stopGraceMs);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Kills the process and everything it started, immediately. */
  async kill(): Promise<void> {
    this.#signalGroup('SIGKILL');
    await this.#ended;
  }

  /** Returns its last output. */
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
      // It has already exited.
    }
  }
}
