import { expect, test } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { OverloadedError } from '../../src/database/overloaded-error.ts';
import { sql } from '../../src/database/sql/sql.ts';
import { sharedPostgres } from '../support/shared-postgres.ts';
import { openTwoProcesses, somebodyWaits } from '../support/two-processes.ts';

/*
 * Writers that read first queue in one line over all processes, and each may hold it for long on a
 * busy machine: who waits in it, for how long, and what a caller is told who waited in vain.
 */

const server = sharedPostgres();

/** A writer that has the turn until it is told to end. */
async function takeTurn(database: Database): Promise<AsyncDisposable> {
  const { promise: ended, resolve: end } = Promise.withResolvers<void>();
  const { promise: begun, resolve: begin } = Promise.withResolvers<void>();
  const write = database.write(async () => {
    begin();
    await ended;
  });
  await begun;
  return {
    async [Symbol.asyncDispose]() {
      end();
      await write;
    },
  };
}

const note = (database: Database, name: string, patienceMs: number) =>
  database.write(
    (tx) => tx.run(sql`INSERT INTO "settings" ("name", "value") VALUES (${name}, ${''})`),
    { patienceMs },
  );

test('however little patience a writer has for locked rows, its process keeps its place in the line', async () => {
  await using both = await openTwoProcesses(server);
  const { one, two } = both;
  let waiting: Promise<number>;
  {
    await using _turn = await takeTurn(one.database);
    waiting = note(two.database, 'a', 1);
    let isRefused = false;
    waiting.catch(() => (isRefused = true));
    await expect.poll(async () => isRefused || (await somebodyWaits(one.database))).toBe(true);
    // Later than its patience, by the clock of the server.
    await one.database.read((tx) => tx.all(sql`SELECT pg_sleep(0.05)`));
  }
  expect(await waiting).toBe(1);
});

test('a writer whose turn does not come is told that too much is waiting, which is no disk failure', async () => {
  await using both = await openTwoProcesses(server);
  const impatient = await openPostgres({ url: both.url, poolSize: 2, lockTimeoutMs: 50 });
  const { database } = impatient;
  {
    await using _turn = await takeTurn(both.one.database);
    await expect(note(database, 'a', 10_000)).rejects.toBeInstanceOf(OverloadedError);
    expect(database.writable).toBe(true);
  }
  expect(await note(database, 'a', 10_000)).toBe(1);
  await impatient.close();
});
