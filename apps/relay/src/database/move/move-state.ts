import { ConfigError } from '@invoice-relay/core/errors';

import type { Database } from '../database.ts';
import { deleteSetting, readSetting, writeSetting } from '../tables/settings.ts';
import type { Transaction } from '../transaction.ts';

/** The setting of a database that is the target of a move, until the move is complete. */
export const moveSetting = 'move';

/** The key of the last row that was read. */
export type RowKey = readonly (string | number)[];

/** The progress of a move: written in the transaction of the rows that it covers. */
export interface MoveState {
  /** Which relay's database it comes from: see `databaseIdentity`. */
  readonly source: string;
  /** The last row of each table that was started, by the table's name. */
  readonly copied: Readonly<Record<string, { readonly after: RowKey; readonly rows: number }>>;
}

export async function moveState(database: Database): Promise<MoveState | undefined> {
  const value = await database.read((tx) => readSetting(tx, moveSetting));
  return value === undefined ? undefined : (JSON.parse(value) as MoveState);
}

export function saveMoveState(tx: Transaction, state: MoveState): Promise<void> {
  return writeSetting(tx, { name: moveSetting, value: JSON.stringify(state) });
}

export function endMoveState(tx: Transaction): Promise<void> {
  return deleteSetting(tx, moveSetting);
}

/**
 * Nobody may work on an incomplete copy.
 *
 * @throws {ConfigError} if a move to this database has not finished
 */
export async function refuseUnfinishedMove(database: Database): Promise<void> {
  if ((await moveState(database)) === undefined) return;
  throw new ConfigError([
    'DATABASE_URL: a move to this database was started and not finished, so a part of the log is missing here. Run the same "move" command again: it continues where it stopped.',
  ]);
}
