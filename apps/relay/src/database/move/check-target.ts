import { hash } from 'node:crypto';

import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../database.ts';
import { readSetting } from '../tables/settings.ts';
import { moveState } from './move-state.ts';
import type { MoveState } from './move-state.ts';
import { describeMovedAway, movedAway } from './moved-away.ts';
import type { MovedTable } from './moved-table.ts';
import { countRows } from './read-table.ts';
import { commandLine } from '../../shared/command-line.ts';

/**
 * Determines where a move to this target has to start.
 *
 * @throws {ConfigError} if the source is not a relay's database or was already moved, or the target
 *   contains something that is not from this very move
 */
export async function checkTarget(options: {
  readonly from: Database;
  readonly to: Database;
  readonly tables: readonly MovedTable[];
}): Promise<MoveState> {
  const { from, to, tables } = options;
  const source = await databaseIdentity(from);
  const begun = await moveState(to);
  // If interrupted at its very end, the source may already be marked.
  if (begun?.source === source) return begun;
  await refuseMovedBefore(from);
  if (begun !== undefined) {
    throw new ConfigError([
      '--to: another move to this database, from a different relay, was started. Name an empty database, or empty this one.',
    ]);
  }
  for (const table of tables) {
    if ((await countRows(to, table)) === 0) continue;
    throw new ConfigError([
      `--to: this database is not empty ("${table.name}" has rows). Name an empty one: "move" never overwrites anything.`,
    ]);
  }
  return { source, copied: {} };
}

/** What a relay has done since, on the other side, would be missing in a second copy. */
async function refuseMovedBefore(from: Database): Promise<void> {
  const moved = await movedAway(from);
  if (moved === undefined) return;
  throw new ConfigError([
    `--from: this database was moved to ${describeMovedAway(moved)}, and has been out of date since. Move that one instead. If that one is given up: "${commandLine('reopen')}", with DATABASE_URL set to this one, explains what continuing from here means.`,
  ]);
}

/**
 * Identifies a relay's database, and is not a secret: derived from what was sealed at its first
 * start.
 */
async function databaseIdentity(database: Database): Promise<string> {
  const proof = await database.read((tx) => readSetting(tx, 'encryption_key_proof'));
  if (proof === undefined || (await moveState(database)) !== undefined) {
    throw new ConfigError([
      '--from: no relay was ever started on this database, or a move to it was never finished, so there is nothing to move.',
    ]);
  }
  return hash('sha256', proof);
}
