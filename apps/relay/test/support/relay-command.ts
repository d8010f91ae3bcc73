import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

import { relayMain } from './relay-process.ts';

/** A command of the built relay, such as `admin-key`, in its own process. */
export interface RelayCommand {
  readonly child: ChildProcess;
  readonly output: () => string;
  /** @returns the exit code, or the signal that ended it */
  readonly ended: Promise<number | string>;
}

export function startCommand(
  words: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): RelayCommand {
  const child = spawn(process.execPath, [relayMain, ...words], {
    env: { PATH: process.env['PATH'] ?? '', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return { child, output: () => output, ended };
}
