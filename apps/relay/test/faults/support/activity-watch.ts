import { setTimeout as wait } from 'node:timers/promises';

import pg from 'pg';

/** Polling interval. Milliseconds. */
const everyMs = 2_000;

/** Transactions open for this long are reported. Milliseconds. */
const longMs = 3_000;

interface Open {
  readonly pid: number;
  readonly ms: number;
  readonly state: string;
  readonly waits: string | null;
  readonly blockers: string;
  readonly query: string;
}

const ask = `SELECT "pid", (extract(epoch FROM clock_timestamp() - "xact_start") * 1000)::int AS "ms",
    "state", "wait_event_type" || ' ' || "wait_event" AS "waits",
    pg_blocking_pids("pid")::text AS "blockers", left(regexp_replace("query", '\\s+', ' ', 'g'), 160) AS "query"
  FROM "pg_stat_activity"
  WHERE "datname" = current_database() AND "xact_start" IS NOT NULL AND "pid" <> pg_backend_pid()
  ORDER BY "xact_start"`;

/**
 * Watches the transactions open in a PostgreSQL database during a trial, and reports those that
 * stay open for long.
 */
export class ActivityWatch implements AsyncDisposable {
  readonly #url: string;
  readonly #tell: (text: string) => void;
  readonly #running: Promise<void>;
  #isOver = false;
  #looks = 0;
  #oldestMs = 0;
  #maxWaiting = 0;

  constructor(options: { readonly databaseUrl: string; readonly tell: (text: string) => void }) {
    this.#url = options.databaseUrl;
    this.#tell = options.tell;
    this.#running = this.#watch();
  }

  async #watch(): Promise<void> {
    while (!this.#isOver) {
      await this.#look().catch((error: unknown) => this.#tell(`check failed: ${String(error)}`));
      await wait(everyMs);
    }
  }

  async #look(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.#url,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
    });
    await client.connect();
    try {
      const { rows } = await client.query<Open>(ask);
      this.#looks += 1;
      this.#oldestMs = Math.max(this.#oldestMs, rows[0]?.ms ?? 0);
      const waiting = rows.filter(({ blockers }) => blockers !== '{}');
      this.#maxWaiting = Math.max(this.#maxWaiting, waiting.length);
      if ((rows[0]?.ms ?? 0) < longMs) return;
      for (const row of rows) {
        const blocked = row.blockers === '{}' ? '' : `, blocked by ${row.blockers}`;
        this.#tell(
          `open for ${row.ms} ms: ${row.pid} ${row.state}, waits for ${row.waits ?? 'nothing'}${blocked}: ${row.query}`,
        );
      }
    } finally {
      await client.end();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#isOver = true;
    await this.#running;
    this.#tell(
      `PostgreSQL: checked ${this.#looks} times, oldest transaction ${this.#oldestMs} ms, at most ${this.#maxWaiting} blocked at once`,
    );
  }
}
