import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import type { OutputTail } from './output-tail.ts';

/** How long a child may take to stop cleanly, in milliseconds. */
const stopGraceMs = 12_000;

/**
 * Preloaded into each child: when the demo exits for whatever reason, the pipe between them closes
 * and the child stops as on a signal. The child's threads inherit it but ignore it.
 */
const stopWithParent = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads';
  if (isMainThread) {
    process.stdin.on('end', () => process.kill(process.pid, 'SIGTERM')).resume().unref();
  }`,
)}`;

/** Environment variables passed to children: enough to run, but no settings of another relay. */
const passedOn = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SYSTEMROOT', 'LANG', 'TZ'];

/** One of the apps, running as a separate process. */
export class Child {
  readonly name: string;
  readonly #process: ChildProcess;
  readonly #ended: Promise<void>;
  #stopping = false;

  /**
   * @param options.script the app's built `main.js`
   * @param options.output receives its output
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
      // A separate process group: Ctrl+C in the terminal only reaches the demo, which stops its
      // children one by one.
      detached: process.platform !== 'win32',
    });
    const { stdin, stdout, stderr } = this.#process;
    // Never written to; emits an error when the child is killed.
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

  /** Whether it exited, or failed to start, without being asked to stop. */
  get hasEndedByItself(): boolean {
    return !this.running && !this.#stopping;
  }

  /** Resolves when it exits, or fails to start, without being asked to stop. */
  async endedByItself(): Promise<void> {
    await this.#ended;
    if (this.#stopping) await new Promise<never>(() => undefined);
  }

  /** Asks it to stop and waits; kills it if that takes too long. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.running) this.#process.kill('SIGTERM');
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), stopGraceMs);
    await this.#ended;
    clearTimeout(timer);
  }

  /** Kills it immediately with SIGKILL. */
  async kill(): Promise<void> {
    this.#stopping = true;
    this.#process.kill('SIGKILL');
    await this.#ended;
  }
}
