import type { JsonObject } from '@invoice-relay/core/events';

import { readJson } from '../../shared/read-json.ts';
import { sql } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** A connection as the event log needs it: nothing secret. */
export interface LogConnection {
  readonly id: string;
  readonly source: string;
  /** Whether its events are to contain the document that they are about. */
  readonly enrich: boolean;
  /** Whether its events contain links that open a document without signing in. */
  readonly includeLinks: boolean;
  /** How long events of a subject wait for earlier ones. Seconds. */
  readonly holdSeconds: number;
  /** Whether any were being held when this was read. */
  readonly heldSome: boolean;
  /** What its source learned about it. */
  readonly facts: JsonObject | null;
  /** What its source last failed to do. */
  readonly trouble: string | null;
}

interface Row {
  readonly id: string;
  readonly source: string;
  readonly enrich: number | boolean;
  readonly includeLinks: number | boolean;
  readonly holdSeconds: number;
  readonly heldSome: number | boolean;
  readonly facts: string | null;
  readonly trouble: string | null;
}

const columns = sql`"id", "source", "enrich", "include_links" AS "includeLinks",
  "hold_seconds" AS "holdSeconds", "facts", "trouble",
  EXISTS (SELECT 1 FROM "held_events" h WHERE h."connection_id" = "connections"."id") AS "heldSome"`;

/** Including deleted ones: what was acknowledged for them before still becomes events. */
export async function findLogConnection(
  tx: Transaction,
  id: string,
): Promise<LogConnection | undefined> {
  const row = await tx.first<Row>(sql`SELECT ${columns} FROM "connections" WHERE "id" = ${id}`);
  return row === undefined ? undefined : fromRow(row);
}

function fromRow(row: Row): LogConnection {
  return {
    id: row.id,
    source: row.source,
    enrich: Boolean(row.enrich),
    includeLinks: Boolean(row.includeLinks),
    holdSeconds: Number(row.holdSeconds),
    heldSome: Boolean(row.heldSome),
    facts: frozen(readJson<JsonObject | null>(row.facts, null)),
    trouble: row.trouble,
  };
}

/** What is cached of a connection is passed to its source with every activity. */
function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/**
 * Records what a source failed to do, or that it works again. Writes nothing if nothing changes.
 */
export async function setTrouble(
  tx: Transaction,
  options: { readonly connectionId: string; readonly trouble: string | null },
): Promise<void> {
  const { connectionId, trouble } = options;
  await tx.run(
    sql`UPDATE "connections" SET "trouble" = ${trouble}
        WHERE "id" = ${connectionId} AND "trouble" IS DISTINCT FROM ${trouble}`,
  );
}
