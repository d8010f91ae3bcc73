import { Database } from '../../database/database.ts';
import type { InboxReader } from '../../database/inbox/inbox.ts';
import { PostgresInboxReader } from '../../database/inbox/postgres-inbox.ts';
import { SqliteInboxReader } from '../../database/inbox/sqlite-inbox.ts';
import { Leases } from '../../database/leases.ts';
import { openPostgresThread } from '../../database/postgres/open-postgres-thread.ts';
import { openSqliteThread } from '../../database/sqlite/open-sqlite-thread.ts';
import { WriteLock } from '../../database/write-lock.ts';
import type { ProjectorDatabase } from './projector-messages.ts';
import type { ProjectorSignal } from './projector-signal.ts';

/** Opens the database and the inbox in the projector's own thread. */
export function openProjectorDatabase(
  given: ProjectorDatabase,
  signal: ProjectorSignal,
): { readonly database: Database; readonly inbox: InboxReader } {
  if (given.kind === 'sqlite') {
    const { path } = given;
    const lock = new WriteLock({ shared: given.lock, thread: 2 });
    return {
      database: new Database(openSqliteThread({ path, lock })),
      inbox: new SqliteInboxReader({ databasePath: path, shared: signal }),
    };
  }
  const { settings, owner } = given;
  const database = new Database(openPostgresThread(settings), {
    patienceMs: settings.lockTimeoutMs,
  });
  return {
    database,
    inbox: new PostgresInboxReader({ database, leases: new Leases({ database, owner }) }),
  };
}
