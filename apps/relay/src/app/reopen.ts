import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { movedAway, movedAwayWords, unmarkMovedAway } from '../database/move/moved-away.ts';
import type { MovedAway } from '../database/move/moved-away.ts';
import { readCommandConfig } from './command-config.ts';
import { openAlone } from './open-alone.ts';
import { runCommand } from './run-command.ts';
import { commandLine } from '../shared/command-line.ts';

/**
 * `invoice-relay reopen`: says where a database was moved to, and what it means to work on it again;
 * with `--confirm`, lets relays do so.
 */
export function reopen(words: readonly string[]): Promise<void> {
  return runCommand({ run: () => open(words), failed: 'Nothing was changed' });
}

async function open(words: readonly string[]): Promise<string> {
  if (words.some((word) => word !== '--confirm')) {
    throw new ConfigError(['"reopen" takes --confirm and nothing else.']);
  }
  const { database, close } = await openAlone(readCommandConfig({ sealing: false }));
  try {
    const moved = await movedAway(database);
    if (moved === undefined) {
      throw new ConfigError([
        'DATABASE_URL: this database was not moved to another one, or was already reopened.',
      ]);
    }
    const confirmed = words.length > 0;
    if (confirmed) await unmarkMovedAway(database);
    return report(moved, confirmed);
  } finally {
    await close();
  }
}

function report(moved: MovedAway, confirmed: boolean): string {
  return [
    `This database was moved to ${movedAwayWords(moved)}.`,
    ...(confirmed
      ? ['A relay can work on it again. Never start one on the other database again.']
      : [
          'What arrived there since the move is missing here, and what was delivered there is delivered again from',
          'here. "move" in the other direction, into a new database, loses nothing.',
          'Nothing was changed. If the other database is given up, and no relay works on it, run:',
          commandLine('reopen --confirm'),
        ]),
    '',
  ].join('\n');
}
