import 'reflect-metadata';

import type { Logger } from 'pino';

import { readConfig } from '../operations/config/config.ts';
import { createLogger } from '../operations/logger.ts';
import { unknownVariables } from '../operations/config/unknown-variables.ts';
import { warnOfUnknownVariables } from './commands/command-config.ts';
import { signInText } from './sign-in-text.ts';
import { startProblem } from './start-problem.ts';
import { startRelay } from './start-relay.ts';
import type { RunningRelay } from './start-relay.ts';
import { commandLine } from '../shared/command-line.ts';

/**
 * Starts the relay from the environment and stops it on SIGTERM or SIGINT, with exit code 0; or 1,
 * if it does not stop in time.
 */
export async function run(): Promise<void> {
  // Everything it writes (the database, its log files, the key) is accessible to its own user only.
  process.umask(0o077);
  const stop = new StopOnSignals();
  let relay: RunningRelay;
  try {
    const config = readConfig(process.env);
    const logger = createLogger({ level: config.logLevel });
    for (const { name, message } of unknownVariables(process.env)) {
      logger.warn({ variable: name }, message);
    }
    relay = await startRelay({
      config,
      logger,
      onFault: (error) => endBy(error, logger),
      // Before, there is nothing to finish: a signal ends the process at once, as by default.
      onListen: () => stop.listen({ stopTimeoutMs: config.stopTimeoutMs, logger }),
    });
  } catch (error) {
    stop.end();
    process.stderr.write(`${startProblem(error, 'The relay cannot start')}\n`);
    // Possibly the very reason: a required variable is misspelled.
    warnOfUnknownVariables();
    process.exitCode = 1;
    return;
  }
  if (stop.started(relay)) return;
  if (relay.generatedApiKey !== undefined) await showKey(relay, relay.generatedApiKey);
}

/** Stops the relay on SIGTERM or SIGINT: at once, or when its start is complete. */
class StopOnSignals {
  #relay: RunningRelay | undefined;
  #overdue: NodeJS.Timeout | undefined;

  listen(options: { readonly stopTimeoutMs: number; readonly logger: Logger }): void {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        // Signaled twice: somebody does not want to wait. Nothing acknowledged is lost by that.
        if (this.#overdue !== undefined) process.exit(1);
        // The server is closed first, and the clock's timers keep no process alive; this one does,
        // until what was in flight is on disk, or a silent database was waited for long enough.
        this.#overdue = setTimeout(() => endOverdue(options), options.stopTimeoutMs);
        if (this.#relay !== undefined) stopNow(this.#relay);
      });
    }
  }

  /** @returns whether it was to be stopped in the meantime */
  started(relay: RunningRelay): boolean {
    this.#relay = relay;
    if (this.#overdue === undefined) return false;
    stopNow(relay);
    return true;
  }

  /** The start failed: nothing is left to stop. */
  end(): void {
    clearTimeout(this.#overdue);
  }
}

function stopNow(relay: RunningRelay): void {
  relay.stop().then(
    () => exitFlushed(0),
    (error: unknown) => {
      process.stderr.write(`The relay did not shut down cleanly: ${String(error)}\n`);
      exitFlushed(1);
    },
  );
}

async function showKey(relay: RunningRelay, key: string): Promise<void> {
  const text = [
    '',
    'Your administrator key, shown only this once and stored only as a hash:',
    '',
    `  ${key}`,
    '',
    ...(relay.signInLinks.length === 0 ? [] : signInText(relay.signInLinks)),
    `Use the key as "Authorization: Bearer <key>" with ${relay.url}/v1, documented at ${relay.url}/docs`,
    `If you lose it, "${commandLine('admin-key')}" creates another one, and "${commandLine('sign-in-link')}" another link.`,
    '',
    '',
  ].join('\n');
  const written = await new Promise<boolean>((resolve) => {
    process.stdout.write(text, (error) => resolve(!error));
  });
  // If nobody could read it, the next start creates another one.
  if (written) await relay.confirmKeyShown().catch(() => {});
}

/**
 * Ends the process because of an unhandled error: the state of the relay is then unknown. What was
 * acknowledged is on disk, as after any kill.
 */
function endBy(error: unknown, logger: Logger): void {
  logger.fatal(
    { err: error },
    'the relay is exiting because of a bug; no acknowledged activity is lost, and the next start continues from here',
  );
  process.exit(1);
}

/** Ends a process that does not stop in time, most likely because the database does not respond. */
function endOverdue(options: { readonly stopTimeoutMs: number; readonly logger: Logger }): void {
  const { stopTimeoutMs, logger } = options;
  logger.fatal(
    { stopTimeoutMs },
    `the relay did not stop within ${stopTimeoutMs / 1_000} s, most likely because the database does not respond; it exits now. Nothing acknowledged is lost, and attempts that could not be recorded are made again`,
  );
  process.exit(1);
}

/** Ends the process once its last lines are written, or cannot be. */
function exitFlushed(code: number): void {
  setTimeout(() => process.exit(code), lastLinesMs);
  process.stdout.write('', () => process.exit(code));
}

/** How long a stalled reader of the log may delay the exit. Milliseconds. */
const lastLinesMs = 1_000;
