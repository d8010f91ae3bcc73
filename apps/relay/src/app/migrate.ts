import 'reflect-metadata';

import type { Database } from '../database/database.ts';
import { openPostgres } from '../database/open-postgres.ts';
import { openSqlite } from '../database/open-sqlite.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { readCommandConfig } from './command-config.ts';
import { startProblem } from './start-problem.ts';

/**
 * `invoice-relay migrate`: brings the tables up to date and ends. For whoever lets the relay itself
 * work with a role that may change no tables.
 */
export async function migrate(): Promise<void> {
  process.umask(0o077);
  try {
    const { close } = await open(readCommandConfig({ sealing: false }));
    await close();
    process.stdout.write('The tables are those of this version.\n');
  } catch (error) {
    process.stderr.write(`${startProblem(error, 'The tables were not brought up to date')}\n`);
    process.exitCode = 1;
  }
}

function open({
  database,
}: RelayConfig): Promise<{ readonly database: Database; readonly close: () => Promise<void> }> {
  return database.kind === 'postgres' ? openPostgres(database) : openSqlite(database);
}
