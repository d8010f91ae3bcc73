import { existsSync } from 'node:fs';

import type { Database } from '../database.ts';
import type { InboxRow } from '../inbox/inbox.ts';
import { inboxPath, SqliteInboxReader, SqliteInboxWriter } from '../inbox/sqlite-inbox.ts';
import type { Insert } from '../sql/insert.ts';
import { sql } from '../sql/sql.ts';
import { projectedPlace } from '../tables/projections.ts';
import type { Transaction } from '../transaction.ts';

/** Acknowledged requests that are not events yet: copied too, in order. */
export interface MovedInbox {
  /** The next rows after a position; without one, from the first that is not an event yet. */
  read(after: number | undefined): Promise<readonly InboxRow[]>;
  /**
   * Stores rows, in the caller's transaction or before it ends. Rows stored again after a kill do
   * no harm: the same activity is never a second event.
   */
  append(tx: Transaction, rows: readonly InboxRow[]): Promise<void>;
}

/** A body is up to a megabyte. */
const rowsAtOnce = 50;

/** A file of its own beside a SQLite database. It is not created if there is none. */
export function sqliteInbox(options: {
  readonly path: string;
  readonly database: Database;
}): MovedInbox {
  const { path, database } = options;
  const projected = (): Promise<number> => database.read((tx) => projectedPlace(tx));
  return {
    async read(after) {
      if (!existsSync(inboxPath(path))) return [];
      const place = after ?? (await projected());
      const reader = new SqliteInboxReader({ databasePath: path, shared: { place } });
      try {
        return await reader.read({ limit: rowsAtOnce });
      } finally {
        await reader.close();
      }
    },
    async append(_, rows) {
      const place = await projected();
      const writer = new SqliteInboxWriter({ databasePath: path, place: () => place });
      try {
        await writer.append(rows);
      } finally {
        writer.close();
      }
    },
  };
}

const insert: Insert = {
  table: 'inbox',
  columns: {
    connection_id: 'text',
    received_at: 'bigint',
    activity_id: 'text',
    body: 'bytes',
    trace: 'text',
  },
};

/** A table of the same database, from which rows are removed when they become events. */
export function postgresInbox({ database }: { readonly database: Database }): MovedInbox {
  return {
    read: (after = 0) =>
      database.read((tx) =>
        tx.all<InboxRow>(
          sql`SELECT "place", "connection_id" AS "connectionId", "received_at" AS "receivedAt",
                "activity_id" AS "activityId", "body", "trace"
              FROM "inbox" WHERE "place" > ${after} ORDER BY "place" LIMIT ${rowsAtOnce}`,
        ),
      ),
    async append(tx, rows) {
      await tx.insertMany(
        insert,
        rows.map((row) => [row.connectionId, row.receivedAt, row.activityId, row.body, row.trace]),
      );
    },
  };
}
