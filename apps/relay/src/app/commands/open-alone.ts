import type { Database } from '../../database/database.ts';
import { refuseRunning } from '../../database/move/refuse-running.ts';
import { openPostgres } from '../../database/open-postgres.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { systemClock } from '../../shared/clock/clock.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { refuseMissing } from './open-beside-relay.ts';

/**
 * Opens a relay's database for a command that must not run beside a relay.
 *
 * @throws {ConfigError} if it is not a relay's database, or a relay is running on it
 */
export async function openAlone({ database }: Pick<RelayConfig, 'database'>): Promise<{
  readonly database: Database;
  /** The relay's clock. */
  readonly clock: Clock;
  readonly close: () => Promise<void>;
}> {
  if (database.kind === 'sqlite') {
    refuseMissing(database.path);
    return { ...(await openSqlite(database)), clock: systemClock };
  }
  const alone = await refuseRunning({ url: database.url, option: 'DATABASE_URL' });
  try {
    const opened = await openPostgres(database);
    return {
      database: opened.database,
      clock: opened.clock,
      async close() {
        await opened.close();
        await alone.release();
      },
    };
  } catch (error) {
    await alone.release();
    throw error;
  }
}
