import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The stand-in for Envoice, run as a separate process with a fresh account. */
export interface Sandbox extends AsyncDisposable {
  /** As in the node's credentials. */
  readonly baseUrl: string;
  /** Returns the operations called so far, for example `invoice/details`, with their responses. */
  calls(): Promise<readonly Call[]>;
  /** Makes it fail in a specific way, see the sandbox's README. */
  trouble(trouble: object): Promise<void>;
}

export interface Call {
  readonly operation: string;
  readonly calls: number;
  readonly statuses: Readonly<Record<string, number>>;
}

const main = fileURLToPath(new URL('../../../../../apps/sandbox/src/main.ts', import.meta.url));

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
    void ended.then(() => reject(new Error(`The sandbox ended before it listened: ${text}`)));
  });
  return {
    baseUrl: `${url}/envoice`,
    async calls() {
      const response = await fetch(`${url}/control/calls`);
      return ((await response.json()) as { data: readonly Call[] }).data;
    },
    async trouble(trouble) {
      await fetch(`${url}/control/trouble`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(trouble),
      });
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
