import BetterSqlite3 from 'better-sqlite3';
import pg from 'pg';

import { coreShare } from './wait-for.ts';

/** The time limit of a statement, on a machine with cores to spare: a server may hang. Milliseconds. */
const statementMs = 60_000;

/** What a database contains at the end of a trial. */
export interface LogRows {
  readonly events: readonly {
    readonly id: string;
    readonly activityId: string;
    readonly type: string;
  }[];
  /** Activities that were set aside, or whole requests. */
  readonly quarantined: number;
  /** The number of deliveries in each status, by subscription. */
  readonly deliveries: readonly {
    readonly subscriptionId: string;
    readonly status: string;
    readonly count: number;
  }[];
  /** Pairs of an event and a subscription with more than one delivery. */
  readonly doubled: number;
  /** Lanes with pending deliveries but no row to claim, or a row but nothing pending. */
  readonly lostLanes: number;
}

/** What a trial checks: others may use the relay as well. */
interface Books {
  readonly databaseUrl: string;
  readonly connectionId: string;
  readonly subscriptionIds: readonly string[];
}

function queriesOf({ connectionId, subscriptionIds }: Books) {
  const ofConnection = `"connection_id" = ${quoted(connectionId)}`;
  const ofSubscriptions = `"subscription_id" IN (${subscriptionIds.map(quoted).join(', ')})`;
  return {
    events: `SELECT "id", "activity_id" AS "activityId", "type" FROM "events"
      WHERE ${ofConnection} AND "type" NOT LIKE 'relay.%' ORDER BY "seq"`,
    quarantined: `SELECT COUNT(*) AS "count" FROM "quarantine" WHERE ${ofConnection}`,
    deliveries: `SELECT "subscription_id" AS "subscriptionId", "status", COUNT(*) AS "count"
      FROM "deliveries" WHERE ${ofSubscriptions} GROUP BY "subscription_id", "status"`,
    doubled: `SELECT COUNT(*) AS "count" FROM (SELECT 1 FROM "deliveries" WHERE ${ofSubscriptions}
      GROUP BY "subscription_id", "event_seq" HAVING COUNT(*) > 1) AS "d"`,
    lostLanes: `SELECT COUNT(*) AS "count" FROM (
        SELECT DISTINCT "subscription_id", "lane" FROM "deliveries" WHERE "status" = 'pending') AS "p"
      FULL JOIN "lanes" AS "l"
        ON "l"."subscription_id" = "p"."subscription_id" AND "l"."lane" = "p"."lane"
      WHERE "p"."lane" IS NULL OR "l"."lane" IS NULL`,
    progress: `SELECT (SELECT COUNT(*) FROM "events" WHERE ${ofConnection} AND "type" NOT LIKE 'relay.%')
        + (SELECT COUNT(*) FROM "quarantine" WHERE ${ofConnection}) AS "kept",
      (SELECT COUNT(*) FROM "deliveries"
        WHERE "status" = 'pending' AND ${ofSubscriptions}) AS "pending"`,
  } as const;
}

/** Ids contain only letters, digits and "_". */
function quoted(id: string): string {
  return `'${id}'`;
}

type Ask = <Row>(text: string) => Promise<Row[]>;

export async function readLog(books: Books): Promise<LogRows> {
  const queries = queriesOf(books);
  const { ask, close } = await open(books.databaseUrl);
  const count = async (text: string): Promise<number> =>
    Number((await ask<{ count: number }>(text))[0]?.count);
  try {
    return {
      events: await ask(queries.events),
      quarantined: await count(queries.quarantined),
      deliveries: (
        await ask<{ subscriptionId: string; status: string; count: number }>(queries.deliveries)
      ).map((row) => ({ ...row, count: Number(row.count) })),
      doubled: await count(queries.doubled),
      lostLanes: await count(queries.lostLanes),
    };
  } finally {
    await close();
  }
}

/** The progress of a log that is still growing. */
export async function progressOf(
  books: Books,
): Promise<{ readonly kept: number; readonly pending: number }> {
  const { ask, close } = await open(books.databaseUrl);
  try {
    const [row] = await ask<{ kept: number; pending: number }>(queriesOf(books).progress);
    return { kept: Number(row?.kept), pending: Number(row?.pending) };
  } finally {
    await close();
  }
}

async function open(databaseUrl: string): Promise<{ ask: Ask; close: () => Promise<void> }> {
  if (databaseUrl.startsWith('sqlite:')) {
    const file = new BetterSqlite3(databaseUrl.slice('sqlite:'.length), { readonly: true });
    return {
      ask: async <Row>(text: string) => file.prepare(text).all() as Row[],
      close: async () => void file.close(),
    };
  }
  const limit = statementMs / coreShare();
  const client = new pg.Client({
    connectionString: databaseUrl,
    connectionTimeoutMillis: limit,
    query_timeout: limit,
  });
  await client.connect();
  return {
    ask: async <Row>(text: string) => (await client.query(text)).rows as Row[],
    close: () => client.end(),
  };
}
