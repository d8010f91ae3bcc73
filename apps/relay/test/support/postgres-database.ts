import { openPostgres } from '../../src/database/open-postgres.ts';
import type { Database } from '../../src/database/database.ts';
import type { PostgresServer } from './postgres-server.ts';

/** A real PostgreSQL database with all tables, removed after the test: `await using`. */
export async function postgresDatabase(
  server: PostgresServer,
): Promise<AsyncDisposable & { readonly database: Database; readonly url: string }> {
  const url = await server.createDatabase();
  const { database, close } = await openPostgres({ url });
  return { database, url, [Symbol.asyncDispose]: close };
}
