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

/** How many documents are forgotten at once, before others have the thread. */
const forgottenAtOnce = 1_000;

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

/** Forgets all documents of a connection. */
export async function forgetAll(tx: Transaction, connectionId: string): Promise<void> {
  const some = sql`SELECT "document_key" FROM "polled_documents"
      WHERE "connection_id" = ${connectionId} LIMIT ${forgottenAtOnce}`;
  for (;;) {
    const forgotten = await tx.run(
      sql`DELETE FROM "polled_documents"
          WHERE "connection_id" = ${connectionId} AND "document_key" IN (${some})`,
    );
    if (forgotten < forgottenAtOnce) return;
    await setImmediate();
  }
}

function remembered({ key, value, dueAt }: Row): RememberedDocument {
  return { key, value: JSON.parse(value), dueAt: dueAt === null ? null : Number(dueAt) };
}
