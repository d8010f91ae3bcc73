import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { styleText } from 'node:util';

import { help, readCommand } from './command-line.ts';
import { runDemo } from './demo.ts';
import { Screen } from './screen/screen.ts';

/** Relative to the built file of the demo, in the workspace's layout. */
const scripts = {
  sandbox: fileURLToPath(new URL('../../sandbox/dist/main.js', import.meta.url)),
  relay: fileURLToPath(new URL('../../relay/dist/main.js', import.meta.url)),
};

async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  if (command.kind === 'wrong') {
    process.stderr.write(`${command.message}\n\n${help}\n`);
    return 2;
  }
  if (command.kind === 'help') {
    process.stdout.write(`${help}\n`);
    return 0;
  }
  const missing = Object.values(scripts).filter((script) => !existsSync(script));
  if (missing.length > 0) {
    process.stderr.write(
      `Not built yet: ${missing.join(', ')}. "npx -y pnpm@12 demo" builds everything first.\n`,
    );
    return 1;
  }

  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      // On the second signal: the pipes to the children close with this process, which stops them.
      if (stop.signal.aborted) process.exit(130);
      stop.abort();
    });
  }
  // The reader closed the pipe, e.g. "| head".
  process.stdout.on('error', () => stop.abort());
  const screen = new Screen({
    write: (text) => process.stdout.write(text),
    // Takes the terminal and NO_COLOR into account.
    style: (style, text) => styleText(style, text, { stream: process.stdout }),
  });
  return runDemo({ once: command.once, screen, scripts, signal: stop.signal });
}

process.exitCode = await main();
