import { startProblem } from '../start-problem.ts';

/**
 * Runs a command, and prints its output, or why it failed.
 *
 * @param options.run returns the output
 * @param options.failed the message for when it throws: "No key was created"
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
