import { ConfigError } from '@invoice-relay/core/errors';
import { pino } from 'pino';

import { readConfig } from './config/config.ts';
import { help } from './config/help.ts';
import { requireNode } from './config/node-version.ts';
import { realRuntime } from './real-runtime.ts';
import { Sandbox } from './sandbox.ts';

/** Fixed, so that every fresh sandbox has the same shop. */
const seed = 1;

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.length > 0) {
    const asked = args.every((arg) => arg === '--help' || arg === '-h');
    (asked ? process.stdout : process.stderr).write(
      asked ? help : `Unknown arguments: "${args.join(' ')}".\n\n${help}`,
    );
    process.exitCode = asked ? 0 : 2;
    return;
  }
  requireNode(process.versions.node);
  const config = readConfig(process.env);
  const logger = pino({ name: 'sandbox', level: config.logLevel });
  const sandbox = new Sandbox({
    config,
    logger,
    runtime: realRuntime({ seed }),
    onFatal: (error) => {
      logger.fatal({ err: error }, 'The state can no longer be used');
      process.exit(1);
    },
  });
  await sandbox.start();
  logger.info(
    { url: sandbox.url, data: config.dataFile ?? 'memory' },
    `Sandbox listening on ${sandbox.url}`,
  );
  logger.info({ url: sandbox.siteUrl }, `Invoice 7 site at ${sandbox.siteUrl}`);

  let stopping = false;
  const stop = (signal: NodeJS.Signals) => {
    // A second signal exits immediately.
    if (stopping) process.exit(130);
    stopping = true;
    logger.info({ signal }, 'Sandbox stopping');
    sandbox.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.fatal({ err: error }, 'The sandbox did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  // Any other error is a bug: Node prints it with its stack.
  if (!(error instanceof ConfigError)) throw error;
  const problems = error.problems.map((problem) => `  - ${problem}\n`);
  process.stderr.write(`The sandbox cannot start:\n${problems.join('')}`);
  process.exitCode = 1;
});
