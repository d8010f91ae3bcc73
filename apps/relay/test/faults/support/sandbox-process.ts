import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../../../sandbox/src/main.ts', import.meta.url));

/** The stand-in for the vendors, in its own process, with its state in memory. */
export class SandboxProcess implements AsyncDisposable {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async start(): Promise<SandboxProcess> {
    const child = spawn(process.execPath, ['--conditions=@invoice-relay/source', main], {
      env: { PATH: process.env['PATH'] ?? '', PORT: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const url = await new Promise<string>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        output += chunk.toString();
        const started = /"url":"(http:[^"]+)"/.exec(output)?.[1];
        if (started !== undefined) resolve(started);
      };
      child.stdout.on('data', read);
      child.stderr.on('data', read);
      child.once('close', () => reject(new Error(`the sandbox ended: ${output}`)));
    });
    return new SandboxProcess(url, child);
  }

  async control(method: string, path: string, body: object): Promise<void> {
    const answer = await fetch(`${this.url}/control/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`the sandbox, ${path}: ${await answer.text()}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => {
      this.#child.once('close', resolve);
    });
    this.#child.kill('SIGTERM');
    await ended;
  }
}
