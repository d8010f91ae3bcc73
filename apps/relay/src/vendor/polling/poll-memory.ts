import type { PollMemory, RememberedDocument } from '@invoice-relay/core/source';

import type { Database } from '../../database/database.ts';
import { insertRows, placeholders } from '../../database/sql.ts';
import type { Transaction } from '../../database/transaction.ts';

interface Row {
  readonly key: string;
  readonly value: string;
  readonly dueAt: number | string | null;
}

const columns = `"document_key" AS "key", "value", "due_at" AS "dueAt"`;

/** What a connection remembers of single documents, for its source to read. */
export function openMemory(options: {
  readonly database: Database;
  readonly connectionId: string;
}): PollMemory {
  const { database, connectionId } = options;
  const find = async (where: string, parameters: readonly (string | number)[]) => {
    const rows = await database.read((transaction) =>
      transaction.query<Row[]>(
        `SELECT ${columns} FROM "polled_documents" WHERE "connection_id" = ? AND ${where}`,
        [connectionId, ...parameters],
      ),
    );
    return rows.map(remembered);
  };
  return {
    get: (keys) => find(`"document_key" IN (${placeholders(keys.length)})`, keys),
    due: ({ before, limit }) =>
      find(`"due_at" < ? ORDER BY "due_at", "document_key" LIMIT ?`, [before, limit]),
  };
}

/** Keeps what a step wants remembered and forgotten, in the step's own transaction. */
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
    await transaction.query(
      `DELETE FROM "polled_documents"
       WHERE "connection_id" = ? AND "document_key" IN (${placeholders(forget.length)})`,
      [connectionId, ...forget],
    );
  }
  // The last word on a key counts: one statement must not name it twice.
  const documents = new Map(remember.map((document) => [document.key, document]));
  await insertRows(transaction, {
    table: 'polled_documents',
    columns: ['connection_id', 'document_key', 'value', 'due_at'],
    rows: [...documents.values()].map(({ key, value, dueAt }) => [
      connectionId,
      key,
      JSON.stringify(value),
      dueAt,
    ]),
    suffix: `ON CONFLICT ("connection_id", "document_key")
      DO UPDATE SET "value" = excluded."value", "due_at" = excluded."due_at"`,
  });
}

function remembered({ key, value, dueAt }: Row): RememberedDocument {
  return { key, value: JSON.parse(value), dueAt: dueAt === null ? null : Number(dueAt) };
}
