import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { resolve } from 'node:path';

import { ConfigError } from '@invoice-relay/core/errors';
import * as v from 'valibot';

import { postgresInbox, sqliteInbox } from '../../database/move/moved-inbox.ts';
import { moveApplication, refuseRunning } from '../../database/move/refuse-running.ts';
import type { MoveSide } from '../../database/move/move-database.ts';
import { openPostgres } from '../../database/open-postgres.ts';
import { lockSqlite, openSqlite, refuseForeignFile } from '../../database/open-sqlite.ts';
import { refuseNoFile } from '../../database/sqlite/data-folder.ts';
import { databaseUrlSchema, maskedPostgresUrl } from '../../operations/config/database-url.ts';
import { minutes } from '../../shared/clock/durations.ts';

/** A statement over a whole table may take its time. */
const moveSettings = { statementTimeoutMs: 10 * minutes, applicationName: moveApplication };

/** One side of a move, opened exclusively. */
export interface OpenedSide extends MoveSide {
  /** The file of a SQLite database. */
  readonly path: string | undefined;
  readonly close: () => Promise<void>;
}

/** @throws {ConfigError} if there is nothing to move, or a relay is running on it */
export function openSource(url: string): Promise<OpenedSide> {
  const { path } = readUrl('--from', url);
  if (path === undefined) return openPostgresSide({ url, option: '--from', isSource: true });
  if (!existsSync(path)) throw new ConfigError([`--from: there is no database at ${path}.`]);
  return namingOption('--from', () => openSqliteSide({ path, isSource: true }));
}

/** @throws {ConfigError} if a relay is running on it */
export function openTarget(url: string): Promise<OpenedSide> {
  const { path } = readUrl('--to', url);
  if (path === undefined) return openPostgresSide({ url, option: '--to', isSource: false });
  return namingOption('--to', () => openSqliteSide({ path, isSource: false }));
}

/** @throws {ConfigError} if both are of the same engine */
export function refuseSameKind(from: OpenedSide, to: OpenedSide): void {
  if (from.kind !== to.kind) return;
  throw new ConfigError([
    from.kind === 'sqlite'
      ? '--to: from SQLite to SQLite, copy the files instead: see "Back up" in docs/guides/operate.md.'
      : '--to: from PostgreSQL to PostgreSQL, use pg_dump and pg_restore instead: see "Back up" in docs/guides/operate.md.',
  ]);
}

function readUrl(option: string, url: string): { readonly path: string | undefined } {
  const read = v.safeParse(databaseUrlSchema, url);
  if (!read.success) throw new ConfigError([`${option}: ${read.issues[0].message}`]);
  return { path: read.output.kind === 'sqlite' ? read.output.path : undefined };
}

/** Rewrites a relay's message about DATABASE_URL to name the option with the file instead. */
async function namingOption<Opened>(option: string, open: () => Promise<Opened>): Promise<Opened> {
  try {
    return await open();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    throw new ConfigError(
      error.problems.map((problem) => problem.replace(/^DATABASE_URL:/, `${option}:`)),
    );
  }
}

async function openSqliteSide(options: {
  readonly path: string;
  readonly isSource: boolean;
}): Promise<OpenedSide> {
  const { path, isSource } = options;
  refuseNoFile(path);
  // Nothing is left beside the file of another program, not even a lock.
  if (isSource) await refuseForeignFile(path);
  // The source is not touched: neither migrated nor written to.
  const unlock = isSource ? lockSqlite(path) : undefined;
  try {
    const { database, close } = await openSqlite({ path, besideRelay: isSource });
    return {
      kind: 'sqlite',
      // Processes on other machines may read it.
      name: `sqlite:${resolve(path)} on ${hostname()}`,
      database,
      inbox: sqliteInbox({ path, database }),
      path,
      async close() {
        await close();
        unlock?.();
      },
    };
  } catch (error) {
    unlock?.();
    throw error;
  }
}

async function openPostgresSide(options: {
  readonly url: string;
  readonly option: string;
  readonly isSource: boolean;
}): Promise<OpenedSide> {
  const { url, option, isSource } = options;
  const alone = await refuseRunning({ url, option });
  try {
    const { database, close } = await namingOption(option, () =>
      openPostgres({ url, besideRelay: isSource, ...moveSettings }),
    );
    return {
      kind: 'postgres',
      name: maskedPostgresUrl(url),
      database,
      inbox: postgresInbox({ database }),
      path: undefined,
      async close() {
        await close();
        await alone.release();
      },
      refuseRelays: () => alone.refuseRelays(),
    };
  } catch (error) {
    await alone.release();
    throw error;
  }
}
