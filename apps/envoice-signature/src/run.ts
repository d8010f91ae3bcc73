import { CommanderError } from 'commander';

import { createProgram, exitCodes } from './program.ts';
import type { Streams } from './program.ts';
import { UsageError } from './usage-error.ts';

/**
 * Runs the command.
 *
 * @param options.args without the program, i.e. `process.argv.slice(2)`
 * @returns the exit code
 */
export async function run(options: {
  readonly args: readonly string[];
  readonly streams: Streams;
}): Promise<number> {
  const { args, streams } = options;
  let exitCode: number = exitCodes.usage;
  const done = (code: number): void => {
    exitCode = code;
  };
  try {
    await createProgram({ streams, done }).parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has already printed the error; asking for help is not an error.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exitCodes.usage;
    if (!(error instanceof UsageError)) throw error;
    streams.writeError(`${error.message}\n`);
    return exitCodes.usage;
  }
}
