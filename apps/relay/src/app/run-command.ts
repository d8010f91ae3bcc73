import { startProblem } from './start-problem.ts';

/**
 * Runs a command, and says what it has to tell, or why it failed.
 *
 * @param options.run gives what is to be said
 * @param options.failed in words, for when it throws: "No key was created"
 */
export async function runCommand(options: {
  readonly run: () => Promise<string>;
  readonly failed: string;
}): Promise<void> {
  process.umask(0o077);
  try {
    process.stdout.write(await options.run());
  } catch (error) {
    process.stderr.write(`${startProblem(error, options.failed)}\n`);
    process.exitCode = 1;
  }
}
