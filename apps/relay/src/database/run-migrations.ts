import { MigrationExecutor } from 'typeorm';
import type { DataSource } from 'typeorm';

/** Called before the tables of a database that is in use are changed, which can take minutes. */
export type OnMigrations = (names: readonly string[]) => void;

/**
 * Brings the tables up to date, each migration in a transaction of its own: one that is interrupted
 * starts over at the next start.
 */
export async function runMigrations(
  source: DataSource,
  onMigrations: OnMigrations = () => {},
): Promise<void> {
  const executor = new MigrationExecutor(source);
  const pending = await executor.getPendingMigrations();
  // For a new database all of them are pending, and take a moment.
  const isNew = (await executor.getExecutedMigrations()).length === 0;
  if (pending.length > 0 && !isNew) onMigrations(pending.map(({ name }) => name));
  await source.runMigrations({ transaction: 'each' });
}
