import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The entry point of the built relay. */
export const relayMain = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/** The built relay in its own process, to be killed. */
export interface RelayProcess {
  readonly url: string;
  readonly child: ChildProcess;
  /** What it has written so far: its log and its messages. */
  readonly output: () => string;
  /** @returns the exit code, or the signal that ended it */
  ended(): Promise<number | string>;
}

/** @throws with its output if it ends before it listens */
export async function spawnRelay(
  environment: Readonly<Record<string, string>>,
): Promise<RelayProcess> {
  if (!existsSync(relayMain)) throw new Error(`${relayMain} is missing: run "pnpm build" first.`);
  const child = spawn(process.execPath, [relayMain], {
    env: {
      PATH: process.env['PATH'] ?? '',
      PORT: '0',
      // How a stop ends must not depend on how fast the machine is.
      RELAY_STOP_TIMEOUT_SECONDS: '600',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exit = new Promise<number | string>((resolve) => {
    // Not "exit": its last output may still be on its way.
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const url = await new Promise<string>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      output += chunk.toString();
      const started = /"url":"([^"]+)"[^\n]*"relay started"/.exec(output);
      if (started?.[1] !== undefined) resolve(started[1]);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    exit.then((code) => reject(new Error(`the relay ended with ${code}: ${output}`)), reject);
  });
  return { url, child, output: () => output, ended: () => exit };
}
