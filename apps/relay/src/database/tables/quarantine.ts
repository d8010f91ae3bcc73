import { createHash } from 'node:crypto';

import type { QuarantineEntity } from '../entities/quarantine.entity.ts';
import type { Insert } from '../sql/insert.ts';
import { sql, texts } from '../sql/sql.ts';
import type { Transaction } from '../transaction.ts';

/** Why something is kept aside instead of becoming an event. */
export type QuarantineReason =
  /** The source's package is not loaded. */
  | 'source_not_loaded'
  /** The request looks like a webhook of the source, but cannot be read. */
  | 'payload_unreadable'
  /** The database has no such connection: it and its inbox do not belong together. */
  | 'connection_unknown'
  /** The source's code failed, which is a bug in the plugin. */
  | 'source_failed'
  /** The signature matches no known scheme. */
  | 'signature_unknown';

/** What is to be kept. */
export interface NewQuarantined {
  /** `qua_…` */
  readonly id: string;
  readonly connectionId: string;
  readonly source: string;
  readonly reason: QuarantineReason;
  /** Human-readable; contains nothing of the body. */
  readonly detail: string;
  /** Whether it is known to be authentic. */
  readonly authentic: boolean;
  readonly via: QuarantineEntity['via'];
  /** If it is a single activity rather than a whole request. */
  readonly activityId: string | null;
  readonly method: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Uint8Array;
  /** Whether everything is read from the body: two requests with the same body are the same. */
  readonly bodyAlone: boolean;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
}

/** How much is kept of one connection. */
export interface QuarantineUse {
  readonly count: number;
  readonly bytes: number;
  readonly unauthenticated: number;
}

const insert: Insert = {
  table: 'quarantine',
  columns: {
    id: 'text',
    connection_id: 'text',
    source: 'text',
    reason: 'text',
    detail: 'text',
    authentic: 'boolean',
    via: 'text',
    activity_id: 'text',
    method: 'text',
    headers: 'text',
    body: 'bytes',
    size: 'integer',
    hash: 'text',
    received_at: 'bigint',
  },
  onConflict: 'ON CONFLICT ("connection_id", "hash") DO NOTHING',
  returning: ['id'],
};

/** Headers that carry credentials: stored nowhere. */
const secretHeaders: ReadonlySet<string> = new Set([
  'authorization',
  'cookie',
  'proxy-authorization',
]);

/** What is already there stays as it is: see `identityOf`. @returns the ids of what was new */
export async function insertQuarantined(
  tx: Transaction,
  items: readonly NewQuarantined[],
): Promise<ReadonlySet<string>> {
  // As in the log: its numbers are the positions of a list, and visible at the commit.
  await tx.takeTurn();
  const rows = await tx.insertMany<{ id: string }>(
    insert,
    items.map((item) => {
      const headers = JSON.stringify(withoutSecrets(item.headers));
      return [
        item.id,
        item.connectionId,
        item.source,
        item.reason,
        item.detail,
        item.authentic,
        item.via,
        item.activityId,
        item.method,
        headers,
        item.body,
        item.body.byteLength,
        identityOf({ ...item, headers }),
        item.receivedAt,
      ];
    }),
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * The same for two items only if nothing that they are read from differs: otherwise, one of them
 * would be acknowledged and lost.
 */
function identityOf({
  activityId,
  method,
  headers,
  body,
  bodyAlone,
}: Pick<NewQuarantined, 'activityId' | 'method' | 'body' | 'bodyAlone'> & {
  readonly headers: string;
}): string {
  const hash = createHash('sha256');
  if (activityId !== null) hash.update(`${activityId}\n`);
  if (!bodyAlone) hash.update(`${method}\n${headers}\n`);
  return hash.update(body).digest('hex');
}

const nothing: QuarantineUse = { count: 0, bytes: 0, unauthenticated: 0 };

/** @returns how much is kept of each connection */
export async function quarantineUses(
  tx: Transaction,
  connectionIds: readonly string[],
): Promise<ReadonlyMap<string, QuarantineUse>> {
  const rows = await tx.all<{ connectionId: string } & Record<keyof QuarantineUse, number>>(
    sql`SELECT "connection_id" AS "connectionId", COUNT(*) AS "count", SUM("size") AS "bytes",
          SUM(CASE WHEN "authentic" THEN 0 ELSE 1 END) AS "unauthenticated"
        FROM "quarantine" WHERE "connection_id" IN ${texts(connectionIds)} GROUP BY "connection_id"`,
  );
  const used = new Map(
    rows.map(({ connectionId, count, bytes, unauthenticated }) => [
      connectionId,
      {
        count: Number(count),
        bytes: Number(bytes),
        unauthenticated: Number(unauthenticated),
      },
    ]),
  );
  return new Map(connectionIds.map((id) => [id, used.get(id) ?? nothing]));
}

/** How many are kept, by reason. */
export async function countQuarantined(
  tx: Transaction,
): Promise<readonly { readonly reason: string; readonly count: number }[]> {
  const rows = await tx.all<{ reason: string; count: number }>(
    sql`SELECT "reason", COUNT(*) AS "count" FROM "quarantine" GROUP BY "reason"`,
  );
  return rows.map(({ reason, count }) => ({ reason, count: Number(count) }));
}

function withoutSecrets(
  headers: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || secretHeaders.has(name) ? [] : [[name, value]],
    ),
  );
}
