import { sql } from '../sql/sql.ts';
import type { Database } from '../database.ts';
import type { Insert } from '../sql/insert.ts';
import { withoutNul } from '../postgres/postgres-array.ts';
import { isStorageFailure } from '../storage-failure.ts';
import { checkTarget } from './check-target.ts';
import { MoveError } from './errors.ts';
import { markMovedAway, unmarkMovedAway } from './moved-away.ts';
import { endMoveState, saveMoveState } from './move-state.ts';
import type { MoveState } from './move-state.ts';
import type { MovedInbox } from './moved-inbox.ts';
import { movedTables } from './moved-table.ts';
import type { MovedTable } from './moved-table.ts';
import { countRows, readTable } from './read-table.ts';
import { postgresSequences, sqliteSequences } from './sequences.ts';
import { tableDigest } from './table-digest.ts';

/** One side of a move. */
export interface MoveSide {
  readonly kind: 'sqlite' | 'postgres';
  /** Human-readable, without credentials. */
  readonly name: string;
  readonly database: Database;
  readonly inbox: MovedInbox;
  /** @throws if a relay works on it: for sides that cannot keep it out */
  refuseRelays?(): Promise<void>;
}

/** The progress of a move. Rows of the current table. */
export interface MoveProgress {
  readonly stage: 'copy' | 'verify';
  readonly table: string;
  readonly rows: number;
  readonly of: number;
}

/** What was copied. */
export interface Moved {
  readonly tables: readonly { readonly table: string; readonly rows: number }[];
  /** Webhooks that were acknowledged and are not events yet. */
  readonly waiting: number;
}

/**
 * Copies everything from one database to another, in batches, each in one transaction with its
 * progress: so an interrupted move continues where it stopped. Then both sides are read and
 * compared. The source is only read, and marked at the end: no relay starts on it any more.
 *
 * Nobody else may work on either side.
 *
 * @throws {ConfigError} if the target contains something else, the source was already moved, or a
 *   relay started working on it
 * @throws {MoveError} if a row cannot be stored, or the two sides are not identical at the end
 */
export async function moveDatabase(options: {
  readonly from: MoveSide;
  readonly to: MoveSide;
  readonly now: number;
  readonly onProgress?: (progress: MoveProgress) => void;
}): Promise<Moved> {
  const { from, to, now, onProgress = () => {} } = options;
  const tables = await from.database.read(async (tx) =>
    movedTables(tx.entities.connection.entityMetadatas),
  );
  let state = await checkTarget({ from: from.database, to: to.database, tables });
  for (const table of tables) {
    const of = await countRows(from.database, table);
    const onRows = (rows: number): void =>
      onProgress({ stage: 'copy', table: table.name, rows, of });
    state = await copyTable({ from, to, table, state, onRows });
  }
  const waiting = await copyInbox({ from, to, state });
  const moved = await verify({ from, to, tables, onProgress });
  // Before the other side is usable: never are both.
  await giveUp({ from, to: to.name, at: now });
  await finish({ from, to, tables });
  return { tables: moved, waiting };
}

async function copyTable(options: {
  readonly from: MoveSide;
  readonly to: MoveSide;
  readonly table: MovedTable;
  readonly state: MoveState;
  readonly onRows: (rows: number) => void;
}): Promise<MoveState> {
  const { from, to, table, onRows } = options;
  const insert: Insert = { table: table.name, columns: table.columns };
  const { source } = options.state;
  const copied = { ...options.state.copied };
  const begun = copied[table.name];
  let rows = begun?.rows ?? 0;
  const batches = readTable({
    database: from.database,
    table,
    adapt: adaptTo(to),
    after: begun?.after,
  });
  onRows(rows);
  for await (const batch of batches) {
    rows += batch.rows.length;
    copied[table.name] = { after: batch.last, rows };
    try {
      await to.database.write(async (tx) => {
        await tx.insertMany(insert, batch.rows);
        await saveMoveState(tx, { source, copied });
      });
    } catch (error) {
      if (isStorageFailure(error)) throw error;
      throw new MoveError(
        `"${table.name}": one of the ${batch.rows.length} rows up to ${batch.last.join(', ')} cannot be stored on the other side: ${(error as Error).message}`,
        { cause: error },
      );
    }
    onRows(rows);
  }
  return { source, copied };
}

/** @returns how many rows were copied */
async function copyInbox(options: {
  readonly from: MoveSide;
  readonly to: MoveSide;
  readonly state: MoveState;
}): Promise<number> {
  const { from, to, state } = options;
  const begun = state.copied['inbox'];
  let after = begun === undefined ? undefined : Number(begun.after[0]);
  let count = begun?.rows ?? 0;
  for (;;) {
    const rows = await from.inbox.read(after);
    const place = rows.at(-1)?.place;
    if (place === undefined) return count;
    after = place;
    count += rows.length;
    const copied = { ...state.copied, inbox: { after: [place], rows: count } };
    await to.database.write(async (tx) => {
      await to.inbox.append(tx, rows);
      await saveMoveState(tx, { ...state, copied });
    });
  }
}

async function verify(options: {
  readonly from: MoveSide;
  readonly to: MoveSide;
  readonly tables: readonly MovedTable[];
  readonly onProgress: (progress: MoveProgress) => void;
}): Promise<Moved['tables']> {
  const { from, to, tables, onProgress } = options;
  const moved: { table: string; rows: number }[] = [];
  for (const table of tables) {
    const of = await countRows(to.database, table);
    let rows = 0;
    const [source, target] = await Promise.all([
      tableDigest({ database: from.database, table, adapt: adaptTo(to) }),
      tableDigest({
        database: to.database,
        table,
        onRows: (count) => {
          rows += count;
          onProgress({ stage: 'verify', table: table.name, rows, of });
        },
      }),
    ]);
    if (source.rows !== target.rows || source.digest !== target.digest) {
      throw new MoveError(
        `"${table.name}" is not identical on both sides (${source.rows} rows there, ${target.rows} here): the source was changed since the move started. Empty the target, keep the relay on the source stopped, and move again.`,
      );
    }
    moved.push({ table: table.name, rows: target.rows });
  }
  return moved;
}

/**
 * Marks what was moved. A relay that started working on it before has changed it, perhaps after it
 * was compared; one that starts now finds the mark.
 */
async function giveUp(options: {
  readonly from: MoveSide;
  readonly to: string;
  readonly at: number;
}): Promise<void> {
  const { from, to, at } = options;
  try {
    await markMovedAway(from.database, { to, at });
  } catch (error) {
    throw new MoveError(
      `everything was copied and is identical, but the old database cannot be marked as moved, which keeps relays from starting on it: ${(error as Error).message}. Fix that, and run the same command again.`,
      { cause: error },
    );
  }
  try {
    await from.refuseRelays?.();
  } catch (error) {
    await unmarkMovedAway(from.database);
    throw error;
  }
}

/**
 * From here on the other side is a relay's database like any other: numbering continues after the
 * last one.
 */
async function finish(options: {
  readonly from: MoveSide;
  readonly to: MoveSide;
  readonly tables: readonly MovedTable[];
}): Promise<void> {
  const { from, to } = options;
  const numbered = options.tables.filter((table) => table.numbered !== undefined);
  const last = await from.database.read((tx) =>
    Promise.all(numbered.map((table) => sequencesOf(from).last(tx, table))),
  );
  await to.database.write(async (tx) => {
    for (const [index, table] of numbered.entries()) {
      await sequencesOf(to).set(tx, table, last[index] ?? 0);
    }
    await endMoveState(tx);
  });
  if (to.kind === 'postgres') {
    // Until it has analyzed them, PostgreSQL plans as for empty tables.
    await to.database.read((tx) => tx.run(sql`ANALYZE`));
  }
}

function sequencesOf({ kind }: MoveSide) {
  return kind === 'postgres' ? postgresSequences : sqliteSequences;
}

/** PostgreSQL text cannot contain NUL. Bodies are JSON, which escapes it; so this is rare. */
function adaptTo({ kind }: MoveSide): (text: string) => string {
  return kind === 'postgres' ? withoutNul : (text) => text;
}
