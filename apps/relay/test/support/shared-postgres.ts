import { afterAll, beforeAll } from 'vitest';

import { startPostgres } from './postgres-server.ts';
import type { PostgresServer } from './postgres-server.ts';

/** A PostgreSQL server that the tests of a file share; it runs as soon as the first one begins. */
export function sharedPostgres(): PostgresServer {
  let server: PostgresServer & AsyncDisposable;
  beforeAll(async () => {
    server = await startPostgres();
  }, 120_000);
  afterAll(() => server[Symbol.asyncDispose]());
  return {
    get url() {
      return server.url;
    },
    get crash() {
      return server.crash;
    },
    createDatabase: () => server.createDatabase(),
  };
}
