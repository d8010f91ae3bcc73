import 'reflect-metadata';

import type { Database } from '../../database/database.ts';
import { openPostgres } from '../../database/open-postgres.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import type { OnMigrations } from '../../database/run-migrations.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { readCommandConfig } from './command-config.ts';
import { runCommand } from './run-command.ts';

/**
 * `invoice-relay migrate`: brings the tables up to date and exits. For setups in which the relay
 * itself uses a role that may not change tables.
 */
export function migrate(): Promise<void> {
  return runCommand({
    run: async () => {
      const { close } = await open(readCommandConfig({ sealing: false }));
      await close();
      return 'The tables are up to date with this version.\n';
    },
    failed: 'The tables were not brought up to date',
  });
}

function open({
  database,
}: RelayConfig): Promise<{ readonly database: Database; readonly close: () => Promise<void> }> {
  return database.kind === 'postgres'
    ? openPostgres({ ...database, onMigrations })
    : openSqlite({ ...database, onMigrations });
}

const onMigrations: OnMigrations = (names) =>
  void process.stdout.write(`Migrating: ${names.join(', ')}. This can take minutes.\n`);
