import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { readConfig } from '../operations/config/config.ts';
import { startRelay } from './start-relay.ts';
import type { RunningRelay } from './start-relay.ts';

/** Starts the relay from the environment and stops it on SIGTERM or SIGINT, with exit code 0. */
export async function run(): Promise<void> {
  // Whatever it writes (the database, its log files, the key) is for its own user alone.
  process.umask(0o077);
  let relay: RunningRelay;
  try {
    relay = await startRelay({ config: readConfig(process.env) });
  } catch (error) {
    process.stderr.write(`${startProblem(error)}\n`);
    process.exitCode = 1;
    return;
  }
  if (relay.generatedApiKey !== undefined) {
    process.stdout.write(
      [
        '',
        'Your administrator key, shown this once and stored only as a hash:',
        '',
        `  ${relay.generatedApiKey}`,
        '',
        `Use it as "Authorization: Bearer <key>" with ${relay.url}/v1, described at ${relay.url}/docs`,
        '',
        '',
      ].join('\n'),
    );
  }
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // Asked twice: somebody does not want to wait. Nothing acknowledged is lost by that.
      if (stopping) process.exit(1);
      stopping = true;
      // The server is closed first, and the clock's timers keep no process alive; this one does,
      // until what was in flight is on disk.
      setInterval(() => {}, 1_000);
      relay.stop().then(
        () => exitFlushed(0),
        (error: unknown) => {
          process.stderr.write(`The relay did not stop cleanly: ${String(error)}\n`);
          exitFlushed(1);
        },
      );
    });
  }
}

/** Ends the process once its last lines are written, or cannot be. */
function exitFlushed(code: number): void {
  setTimeout(() => process.exit(code), lastLinesMs);
  process.stdout.write('', () => process.exit(code));
}

/** How long a reader of the log that has stopped to read may hold up the end. Milliseconds. */
const lastLinesMs = 1_000;

const hostProblems: ReadonlySet<string> = new Set(['ENOTFOUND', 'EADDRNOTAVAIL', 'EAI_AGAIN']);
const fileProblems: ReadonlySet<string> = new Set([
  'EACCES',
  'EROFS',
  'ENOENT',
  'ENOTDIR',
  'EISDIR',
  'ENOSPC',
  'SQLITE_CANTOPEN',
  'SQLITE_NOTADB',
  'SQLITE_READONLY',
  'SQLITE_FULL',
]);

function startProblem(error: unknown): string {
  if (error instanceof ConfigError) {
    return [
      'The relay cannot start. Mend this and start it again:',
      ...error.problems.map((problem) => `  - ${problem}`),
    ].join('\n');
  }
  const { code, message } = error as { code?: string; message?: string };
  if (code === 'EADDRINUSE') {
    return `The relay cannot start: ${message}. Is it running already? Set PORT to use another port.`;
  }
  if (code !== undefined && hostProblems.has(code)) {
    return `The relay cannot start: ${message}. Check HOST: it must be an address of this machine.`;
  }
  if (code !== undefined && fileProblems.has(code)) {
    return `The relay cannot start: ${message}. Check DATABASE_URL: it must name a file that is a SQLite database or not there yet, in a folder that may be written to. (${code})`;
  }
  return `The relay cannot start: ${(error as Error).stack ?? String(error)}`;
}
