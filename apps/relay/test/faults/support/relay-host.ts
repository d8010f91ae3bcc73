import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

import { relayMain } from '../../support/relay-process.ts';
import { keepLog } from './kept-logs.ts';
import { waitFor } from './wait-for.ts';

const preload = fileURLToPath(new URL('preload.ts', import.meta.url));

/** The number of characters of the last output to keep, shown when something goes wrong. */
const keptOutput = 8_000;

/** Further options for Node, such as `--cpu-prof --cpu-prof-dir=FOLDER`. */
const nodeOptions = (process.env['FAULTS_NODE_OPTIONS'] ?? '').split(' ').filter(Boolean);

/** No process outlives the one that started it. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/**
 * The built relay on one port, restarted whenever it ends, as by a service manager: killed and
 * paused by trials.
 */
export class RelayHost {
  readonly url: string;
  /** Unexpected exits of the process. */
  ends: string[] = [];
  starts = 0;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #output = '';
  #listening = false;
  #stopping = false;
  #killed = false;

  private constructor(port: number, environment: Readonly<Record<string, string>>) {
    this.url = `http://127.0.0.1:${port}`;
    this.#environment = { ...environment, PORT: String(port) };
  }

  static async create(environment: Readonly<Record<string, string>>): Promise<RelayHost> {
    return new RelayHost(await freePort(), environment);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  get listening(): boolean {
    return this.#listening;
  }

  get output(): string {
    return this.#output;
  }

  start(): void {
    this.#stopping = false;
    this.#killed = false;
    this.#listening = false;
    this.starts += 1;
    const child = spawn(process.execPath, [...nodeOptions, '--import', preload, relayMain], {
      env: {
        PATH: process.env['PATH'] ?? '',
        // How a stop ends must not depend on how fast the machine is.
        RELAY_STOP_TIMEOUT_SECONDS: '600',
        ...this.#environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    running.add(child);
    child.once('close', () => running.delete(child));
    const read = (chunk: Buffer): void => {
      keepLog(new URL(this.url).port, chunk);
      this.#output = (this.#output + chunk.toString()).slice(-keptOutput);
      if (!this.#listening && this.#output.includes('"relay started"')) this.#listening = true;
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('close', (code, signal) => this.#ended(child, code ?? signal ?? 'unknown'));
  }

  /** @throws when it does not listen in time */
  async ready(withinMs = 300_000): Promise<void> {
    if (await waitFor(() => this.#listening, { withinMs })) return;
    throw new Error(`The relay does not start: ${this.#output}`);
  }

  /** Kills it at once; it is started again. */
  kill(): void {
    this.#killed = true;
    this.#listening = false;
    // Nothing of the previous process counts any more.
    this.#output = '';
    this.#child?.kill('SIGKILL');
  }

  signal(signal: 'SIGSTOP' | 'SIGCONT'): void {
    this.#child?.kill(signal);
  }

  /** Stops it as a service manager does. @returns its exit code, or the signal that ended it */
  async stop(): Promise<number | string> {
    const child = this.#child;
    if (child === undefined) return 0;
    this.#stopping = true;
    let ended: number | string | undefined;
    child.once('close', (code, signal) => (ended = code ?? signal ?? 'unknown'));
    child.kill('SIGTERM');
    await waitFor(() => ended !== undefined, { withinMs: 20_000 });
    child.kill('SIGKILL');
    this.#child = undefined;
    return ended ?? 'no end within 20 s';
  }

  #ended(child: ChildProcess, how: number | string): void {
    if (child !== this.#child || this.#stopping) return;
    this.#listening = false;
    if (!this.#killed) this.ends.push(`${how}: ${this.#output.slice(-4_000)}`);
    // A service manager waits a little after a failed start.
    if (this.#killed) this.start();
    else setTimeout(() => child === this.#child && !this.#stopping && this.start(), 500);
  }
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}
