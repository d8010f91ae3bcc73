import { run } from './run.ts';

// Whoever reads the output has seen enough, as "| head" has.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await run({
  args: process.argv.slice(2),
  streams: {
    input: process.stdin,
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
  },
});
