import { afterAll, beforeAll } from 'vitest';

import { startPostgres } from './postgres-server.ts';
import type { PostgresServer } from './postgres-server.ts';

/** For a start or a stop: generous, as the machine may be busy. Milliseconds. */
const longestMs = 120_000;

/** A PostgreSQL server that the tests of a file share; it runs as soon as the first one begins. */
export function sharedPostgres(): PostgresServer {
  let server: PostgresServer & AsyncDisposable;
  beforeAll(async () => {
    server = await startPostgres();
  }, longestMs);
  afterAll(() => server[Symbol.asyncDispose](), longestMs);
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
