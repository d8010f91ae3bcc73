import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { movedAway, movedAwayWords, unmarkMovedAway } from '../database/move/moved-away.ts';
import type { MovedAway } from '../database/move/moved-away.ts';
import { readCommandConfig } from './command-config.ts';
import { openAlone } from './open-alone.ts';
import { startProblem } from './start-problem.ts';

/**
 * `invoice-relay reopen`: says where a database was moved to, and what it means to work on it again;
 * with `--confirm`, lets relays do so.
 */
export async function reopen(words: readonly string[]): Promise<void> {
  process.umask(0o077);
  try {
    if (words.some((word) => word !== '--confirm')) {
      throw new ConfigError(['"reopen" takes --confirm, and nothing else.']);
    }
    const { database, close } = await openAlone(readCommandConfig({ sealing: false }));
    try {
      const moved = await movedAway(database);
      if (moved === undefined) {
        throw new ConfigError([
          'DATABASE_URL: this database was not moved to another one, or is open again already.',
        ]);
      }
      const confirmed = words.length > 0;
      if (confirmed) await unmarkMovedAway(database);
      process.stdout.write(told(moved, confirmed));
    } finally {
      await close();
    }
  } catch (error) {
    process.stderr.write(`${startProblem(error, 'Nothing was changed')}\n`);
    process.exitCode = 1;
  }
}

function told(moved: MovedAway, confirmed: boolean): string {
  return [
    `This database was moved to ${movedAwayWords(moved)}.`,
    ...(confirmed
      ? ['A relay may work on it again. Never start one on the other database any more.']
      : [
          'What came in there since is missing here, and what was delivered there is delivered again from',
          'here. "move" in the other direction, into a new database, loses nothing.',
          'Is the other database given up, and no relay works on it? Then run:',
          'invoice-relay reopen --confirm. Nothing was changed.',
        ]),
    '',
  ].join('\n');
}
