import { setImmediate } from 'node:timers/promises';

import type { PollMemory, RememberedDocument } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { sql, texts } from '../../database/sql/sql.ts';
import type { Sql } from '../../database/sql/sql.ts';
import type { Transaction } from '../../database/transaction.ts';

interface Row {
  readonly key: string;
  readonly value: string;
  readonly dueAt: number | string | null;
}

const insert = {
  table: 'polled_documents',
  columns: { connection_id: 'text', document_key: 'text', value: 'text', due_at: 'bigint' },
  onConflict: `ON CONFLICT ("connection_id", "document_key")
    DO UPDATE SET "value" = excluded."value", "due_at" = excluded."due_at"`,
} as const;

/** How many documents of a deleted connection are forgotten in one transaction. */
export const forgottenAtOnce = 1_000;

/** What a connection remembers about single documents, for its source to read. */
export function openMemory(options: {
  readonly database: Database;
  readonly connectionId: string;
}): PollMemory {
  const { database, connectionId } = options;
  const find = async (where: Sql) => {
    const rows = await database.read((transaction) =>
      transaction.all<Row>(
        sql`SELECT "document_key" AS "key", "value", "due_at" AS "dueAt" FROM "polled_documents"
            WHERE "connection_id" = ${connectionId} AND ${where}`,
      ),
    );
    return rows.map(remembered);
  };
  return {
    get: (keys) => find(sql`"document_key" IN ${texts(keys)}`),
    due: ({ before, limit }) =>
      find(sql`"due_at" < ${before} ORDER BY "due_at", "document_key" LIMIT ${limit}`),
  };
}

/** Stores what a step wants remembered and forgotten, in the step's own transaction. */
export async function keepMemory(
  transaction: Transaction,
  options: {
    readonly connectionId: string;
    readonly remember: readonly RememberedDocument[];
    readonly forget: readonly string[];
  },
): Promise<void> {
  const { connectionId, remember, forget } = options;
  if (forget.length > 0) {
    await transaction.run(
      sql`DELETE FROM "polled_documents"
          WHERE "connection_id" = ${connectionId} AND "document_key" IN ${texts(forget)}`,
    );
  }
  // The last value of a key wins: a statement must not contain it twice.
  const documents = new Map(remember.map((document) => [document.key, document]));
  await transaction.insertMany(
    insert,
    [...documents.values()].map(({ key, value, dueAt }) => [
      connectionId,
      key,
      JSON.stringify(value),
      dueAt,
    ]),
  );
}

/**
 * Forgets all documents of a connection that was deleted: in steps, a transaction each, as there may
 * be hundreds of thousands.
 */
export async function forgetDeleted(options: {
  readonly database: Database;
  readonly connectionId: string;
  readonly signal: AbortSignal;
}): Promise<void> {
  const { database, connectionId, signal } = options;
  const some = sql`SELECT "document_key" FROM "polled_documents"
      WHERE "connection_id" = ${connectionId} LIMIT ${forgottenAtOnce}`;
  let forgotten: number;
  do {
    signal.throwIfAborted();
    forgotten = await database.write((tx) =>
      tx.run(
        sql`DELETE FROM "polled_documents"
            WHERE "connection_id" = ${connectionId} AND "document_key" IN (${some})
              AND NOT EXISTS (SELECT 1 FROM "polls" WHERE "connection_id" = ${connectionId})`,
      ),
    );
    await setImmediate();
  } while (forgotten === forgottenAtOnce);
}

/** Deleted connections whose documents are not forgotten yet. */
export async function rememberedDeleted(database: Database): Promise<readonly string[]> {
  const rows = await database.read((tx) =>
    tx.all<{ id: string }>(
      sql`SELECT "c"."id" FROM "connections" AS "c" WHERE "c"."deleted_at" IS NOT NULL AND (
            SELECT "d"."document_key" FROM "polled_documents" AS "d"
            WHERE "d"."connection_id" = "c"."id" LIMIT 1) IS NOT NULL`,
    ),
  );
  return rows.map(({ id }) => id);
}

function remembered({ key, value, dueAt }: Row): RememberedDocument {
  return { key, value: JSON.parse(value), dueAt: dueAt === null ? null : Number(dueAt) };
}
