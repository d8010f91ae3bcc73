import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import BetterSqlite3 from 'better-sqlite3';
import { expect, test } from 'vitest';

import { inboxPath, SqliteInboxReader, SqliteInboxWriter } from './sqlite-inbox.ts';

test('an inbox older than traces keeps what waits in it, and accepts rows with a trace', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'inbox-'));
  const databasePath = join(folder, 'relay.sqlite');
  new BetterSqlite3(databasePath).close();
  const old = new BetterSqlite3(inboxPath(databasePath));
  old.exec(`CREATE TABLE "inbox" ("place" integer PRIMARY KEY NOT NULL,
    "connection_id" text NOT NULL, "received_at" integer NOT NULL, "activity_id" text,
    "body" blob NOT NULL);
    INSERT INTO "inbox" VALUES (1, 'con_1', 1, NULL, x'00')`);
  old.close();
  const writer = new SqliteInboxWriter({ databasePath, place: () => 0 });
  const trace = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`;
  const row = { connectionId: 'con_1', receivedAt: 2, activityId: null, body: Buffer.from('x') };
  await writer.append([{ ...row, trace }]);
  const reader = new SqliteInboxReader({ databasePath, shared: { place: 0 } });
  const rows = await reader.read({ limit: 10 });
  expect(rows.map((one) => [one.place, one.trace])).toEqual([
    [1, null],
    [2, trace],
  ]);
  await reader.close();
  writer.close();
  await rm(folder, { recursive: true });
});
