import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The stand-ins for the vendors, as a process of its own, with fresh accounts. */
export interface Sandbox extends AsyncDisposable {
  /** Of Envoice, as a connection takes it. */
  readonly envoice: string;
  /** Of the Drupal site. */
  readonly invoice7: string;
  /** Calls the sandbox's own control API: `control('PUT', 'trouble', {…})`. */
  control(method: string, path: string, body?: unknown): Promise<unknown>;
}

const main = fileURLToPath(new URL('../../../../apps/sandbox/src/main.ts', import.meta.url));

/**
 * Starts the sandbox from source, on a free port.
 *
 * @throws if it exits before it listens, with its output
 */
export async function startSandbox(): Promise<Sandbox> {
  const child = spawn(process.execPath, ['--conditions=@invoice-relay/source', main], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    const read = (chunk: Buffer): void => {
      text += chunk.toString();
      const found = /Sandbox listening on (http:\/\/[^"\s]+)"/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    void ended.then(() => reject(new Error(`The sandbox exited before it was listening: ${text}`)));
  });
  return {
    envoice: `${url}/envoice`,
    invoice7: `${url}/invoice7`,
    async control(method, path, body) {
      const response = await fetch(`${url}/control/${path}`, {
        method,
        headers: { 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
      return text === '' ? undefined : JSON.parse(text);
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
