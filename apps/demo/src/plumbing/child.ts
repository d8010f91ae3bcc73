import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { OutputTail } from './output-tail.ts';

/** How long a child may take to stop cleanly, in milliseconds. */
const stopGraceMs = 12_000;

/**
 * Runs inside each child before its own code: when the demo is gone, however it went, the pipe
 * between them closes, and the child stops as if it had been asked to. The threads of a child
 * inherit it, and leave it alone.
 */
const stopWithParent = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads';
  if (isMainThread) {
    process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume().unref();
  }`,
)}`;

/** What a child may know of our environment: enough to run, and no settings of somebody's relay. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'LANG', 'TZ'];

/** One of the apps, run as a process of its own. */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  #stopping = false;

  /**
   * @param options.script the app's built `main.js`
   * @param options.output gets what it writes
   */
  constructor(options: {
    readonly name: string;
    readonly script: string;
    readonly environment: Readonly<Record<string, string>>;
    readonly output: OutputTail;
  }) {
    const { name, script, environment, output } = options;
    this.name = name;
    const inherited = passedOn.map((variable) => [variable, process.env[variable]] as const);
    this.#process = spawn(process.execPath, ['--import', stopWithParent, script], {
      env: { ...Object.fromEntries(inherited), ...environment },
      stdio: ['pipe', 'pipe', 'pipe'],
      // A group of its own: Ctrl+C in the terminal reaches the demo only, which stops its children
      // one after the other.
      detached: process.platform !== 'win32',
    });
    const { stdin, stdout, stderr } = this.#process;
    // It is never written to; when the child is killed, it breaks.
    stdin?.on('error', () => undefined);
    for (const stream of [stdout, stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => output.add(text));
    }
    this.#process.on('error', (error) => output.add(`${error.message}\n`));
    this.#ended = once(this.#process, 'close').then(
      () => undefined,
      () => undefined,
    );
  }

  get running(): boolean {
    const { exitCode, signalCode, pid } = this.#process;
    return exitCode === null && signalCode === null && pid !== undefined;
  }

  /** It ended, or could not even start, without having been asked to. */
  get hasEndedByItself(): boolean {
    return !this.running && !this.#stopping;
  }

  /** Resolves when it ended, or could not even start, without having been asked to. */
  async endedByItself(): Promise<void> {
    await this.#ended;
    if (this.#stopping) await new Promise<never>(() => undefined);
  }

  /** Asks it to stop and waits; kills it when that takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.running) this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), stopGraceMs);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Ends it at once, with no chance to finish anything. */
  async kill(): Promise<void> {
    this.#stopping = true;
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}
