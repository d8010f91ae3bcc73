import type { Logger } from 'typeorm';

const nothing = (): void => {};

/**
 * What fails is reported by whoever asked for it. Without this, TypeORM also prints each failed
 * migration, as text among the JSON of the log, even if it is then retried and succeeds.
 */
export const silentLogger: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};
