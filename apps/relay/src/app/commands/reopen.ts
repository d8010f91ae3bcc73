import 'reflect-metadata';

import { ConfigError } from '@invoice-relay/core/errors';

import { describeMovedAway, movedAway, unmarkMovedAway } from '../../database/move/moved-away.ts';
import type { MovedAway } from '../../database/move/moved-away.ts';
import { readCommandConfig } from './command-config.ts';
import { isConfirmed } from './confirm-argument.ts';
import { openAlone } from './open-alone.ts';
import { runCommand } from './run-command.ts';
import { commandLine } from '../../shared/command-line.ts';

/**
 * `invoice-relay reopen`: says where a database was moved to, and what it means to work on it again;
 * with `--confirm`, lets relays do so.
 */
export function reopen(args: readonly string[]): Promise<void> {
  return runCommand({ run: () => open(args), failed: 'Nothing was changed' });
}

async function open(args: readonly string[]): Promise<string> {
  const confirmed = isConfirmed('reopen', args);
  const { database, close } = await openAlone(readCommandConfig({ sealing: false }));
  try {
    const moved = await movedAway(database);
    if (moved === undefined) {
      throw new ConfigError([
        'DATABASE_URL: this database was not moved to another one, or was already reopened.',
      ]);
    }
    if (confirmed) await unmarkMovedAway(database);
    return report(moved, confirmed);
  } finally {
    await close();
  }
}

function report(moved: MovedAway, confirmed: boolean): string {
  return [
    `This database was moved to ${describeMovedAway(moved)}.`,
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
