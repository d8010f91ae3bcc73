import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/relay/dist/main.js', import.meta.url));

/**
 * The built relay in a process of its own, as somebody starts it in a folder.
 *
 * @throws when it ends before it listens, with what it said
 */
export async function startRelay(options: {
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<AsyncDisposable & { readonly url: string }> {
  if (!existsSync(main)) throw new Error(`${main} is missing: run "pnpm build" first.`);
  const child = spawn(process.execPath, [main], {
    cwd: options.folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const started = /"url":"([^"]+)"[^\n]*"relay started"/.exec(output);
      if (started?.[1] !== undefined) resolve(started[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    exit.then(() => reject(new Error(`the relay ended: ${output}`)), reject);
  });
  return {
    url,
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
