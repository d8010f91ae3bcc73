#!/usr/bin/env node
import { CommandError } from './command-line/control-client.ts';
import { createProgram } from './command-line/program.ts';
import { realRuntime } from './real-runtime.ts';

const { sleep } = realRuntime({ seed: 1 });

// The reader closed the pipe, e.g. "| head".
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

try {
  await createProgram({ output: process.stdout, sleep }).parseAsync();
} catch (error) {
  if (!(error instanceof CommandError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
