import type { JsonObject } from '@invoice-relay/core/events';

import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** What is known about how the vendor of a connection writes. */
export interface ConnectionFacts {
  /** The source's own, opaque to the relay; null if there are none. */
  readonly facts: JsonObject | null;
  /** Sentences for the connection's owner, the oldest first. */
  readonly notes: readonly string[];
}

/** @returns undefined if the connection never existed, or is deleted */
export async function findConnectionFacts(
  tx: Transaction,
  connectionId: string,
): Promise<ConnectionFacts | undefined> {
  const row = await tx.first<{ facts: string | null; notes: string | null }>(
    sql`SELECT "facts", "notes" FROM "connections"
        WHERE "id" = ${connectionId} AND "deleted_at" IS NULL`,
  );
  if (row === undefined) return undefined;
  return {
    facts: row.facts === null ? null : (JSON.parse(row.facts) as JsonObject),
    notes: JSON.parse(row.notes ?? '[]') as string[],
  };
}

/**
 * Applies to everything read from the commit on: a trigger notifies those who cache connections.
 */
export async function setConnectionFacts(
  tx: Transaction,
  options: { readonly connectionId: string } & Pick<ConnectionFacts, 'facts' | 'notes'>,
): Promise<void> {
  const { connectionId, facts, notes } = options;
  await tx.run(
    sql`UPDATE "connections" SET "facts" = ${JSON.stringify(facts)}, "notes" = ${JSON.stringify(notes)}
        WHERE "id" = ${connectionId}`,
  );
}
