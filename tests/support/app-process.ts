import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** A built app running as a separate process. */
export interface AppProcess extends AsyncDisposable {
  readonly url: string;
  /** Its output so far. */
  readonly output: () => string;
  /** Ends it abruptly, like a power failure. */
  kill(): Promise<void>;
}

/**
 * Starts a built app in a folder, on a free port, as a user would.
 *
 * @throws if it exits before it listens, with its output
 */
export async function startApp(options: {
  readonly app: 'relay' | 'sandbox';
  readonly folder: string;
  readonly environment: Readonly<Record<string, string>>;
}): Promise<AppProcess> {
  const main = fileURLToPath(new URL(`../../apps/${options.app}/dist/main.js`, import.meta.url));
  if (!existsSync(main)) throw new Error(`${main} is missing: run "pnpm build" first.`);
  const child = spawn(process.execPath, [main], {
    cwd: options.folder,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', ...options.environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exit = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      // The log line with the URL it listens on.
      const started = /"url":"(http:[^"]+)"/.exec(output);
      if (started?.[1] !== undefined) resolve(started[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    exit.then(() => reject(new Error(`the ${options.app} ended: ${output}`)), reject);
  });
  return {
    url,
    output: () => output,
    async kill() {
      child.kill('SIGKILL');
      await exit;
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      await exit;
    },
  };
}
