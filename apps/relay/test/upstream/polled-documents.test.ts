import { join } from 'node:path';

import { expect, test, vi } from 'vitest';

import type { Database } from '../../src/database/database.ts';
import { openPostgres } from '../../src/database/open-postgres.ts';
import { openSqlite } from '../../src/database/open-sqlite.ts';
import { SourceRegistry } from '../../src/sources/source-registry.ts';
import { forgetDeleted, forgottenAtOnce } from '../../src/upstream/polling/poll-memory.ts';
import { engine } from '../support/engine.ts';
import { playPolledSource } from '../support/polled-source.ts';
import { startTestRelay, until } from '../support/relay.ts';
import { temporaryDatabase } from '../support/temp-database.ts';

const select = `SELECT "connection_id" AS "id", COUNT(*) AS "count" FROM "polled_documents"
  GROUP BY "connection_id"`;

const counted = (rows: readonly unknown[]) =>
  Object.fromEntries(
    (rows as { id: string; count: number }[]).map(({ id, count }) => [id, Number(count)]),
  );

const remembered = async (database: Database) =>
  counted(await database.read((tx) => tx.query<unknown[]>(select)));

test('documents of a deleted connection are forgotten in steps, and no others', async () => {
  await using files = await temporaryDatabase();
  const { database } = files;
  const count = forgottenAtOnce * 2.5;
  await database.write((tx) =>
    tx.query(
      `INSERT INTO "polled_documents" ("connection_id", "document_key", "value")
       WITH RECURSIVE "numbers" ("n") AS (
         SELECT 1 UNION ALL SELECT "n" + 1 FROM "numbers" WHERE "n" < ${count}
       )
       SELECT 'con_deleted', "n", '{}' FROM "numbers" UNION ALL SELECT 'con_other', '1', '{}'`,
    ),
  );
  const write = vi.spyOn(database, 'write');
  const { signal } = new AbortController();
  await forgetDeleted({ database, connectionId: 'con_deleted', signal });
  expect(write).toHaveBeenCalledTimes(3);
  expect(await remembered(database)).toEqual({ con_other: 1 });
  await expect(
    forgetDeleted({ database, connectionId: 'con_other', signal: AbortSignal.abort() }),
  ).rejects.toThrow();
  expect(await remembered(database)).toEqual({ con_other: 1 });
});

test('those of a connection that is polled are kept, whoever believes that it is deleted', async () => {
  await using files = await temporaryDatabase();
  const { database } = files;
  await database.write(async (tx) => {
    await tx.query(
      `INSERT INTO "polled_documents" ("connection_id", "document_key", "value")
       VALUES ('con_1', '1', '{}')`,
    );
    await tx.query(
      `INSERT INTO "polls" ("connection_id", "interval_seconds", "requests_per_second",
         "start_from", "next_poll_at", "found", "found_total", "unreadable", "failures")
       VALUES ('con_1', 60, 5, 'now', 1, 0, 0, '[]', 0)`,
    );
  });
  const { signal } = new AbortController();
  await forgetDeleted({ database, connectionId: 'con_1', signal });
  expect(await remembered(database)).toEqual({ con_1: 1 });
});

test('a deletion has them forgotten, and leaves those of other connections', async () => {
  const vendor = playPolledSource([
    { id: 1, paid: false },
    { id: 2, paid: false },
  ]);
  await using relay = await startTestRelay({ sources: new SourceRegistry([vendor.source]) });
  const connect = () =>
    relay.connect({ source: 'polled', credentials: {}, poll: { intervalSeconds: 60 } });
  const { id } = await connect();
  const other = await connect();
  await until(async () =>
    expect(counted(await relay.rows(select))).toEqual({ [id]: 2, [other.id]: 2 }),
  );
  expect((await relay.call('DELETE', `/v1/connections/${id}`)).status).toBe(204);
  await until(async () => expect(counted(await relay.rows(select))).toEqual({ [other.id]: 2 }));
});

test('what an older process left of deleted connections is forgotten at the next start', async () => {
  const vendor = playPolledSource([{ id: 1, paid: false }]);
  await using relay = await startTestRelay({ sources: new SourceRegistry([vendor.source]) });
  const connect = () =>
    relay.connect({ source: 'polled', credentials: {}, poll: { intervalSeconds: 60 } });
  const { id } = await connect();
  const other = await connect();
  expect((await relay.call('DELETE', `/v1/connections/${id}`)).status).toBe(204);
  await until(async () => expect(counted(await relay.rows(select))).toEqual({ [other.id]: 1 }));
  await relay.stop();
  const { database, close } = await (engine === 'postgres'
    ? openPostgres({ url: relay.databaseUrl })
    : openSqlite({ path: join(relay.folder, 'relay.sqlite') }));
  await database.write((tx) =>
    tx.query(
      `INSERT INTO "polled_documents" ("connection_id", "document_key", "value")
       VALUES ('${id}', '1', '{}')`,
    ),
  );
  await close();
  await relay.restart();
  await until(async () => expect(counted(await relay.rows(select))).toEqual({ [other.id]: 1 }));
});
