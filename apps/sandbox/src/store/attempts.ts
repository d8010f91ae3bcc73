import type { Statement } from 'better-sqlite3';

import type { Database } from './database.ts';

/** One HTTP request from the vendor to a URL. */
export interface Attempt {
  readonly id: number;
  readonly webhookId: number;
  readonly url: string;
  /** `null` for the empty POST at registration. */
  readonly activityId: number | null;
  /** Milliseconds since the Unix epoch. */
  readonly triedAt: number;
  readonly durationMs: number;
  /** `null` if there was no response. */
  readonly status: number | null;
  readonly error: string | null;
}

/** About this many attempts are kept; older ones are deleted. */
const keep = 50_000;
const pruneEvery = 1_000;

export class Attempts {
  readonly #database: Database;
  readonly #insert: Statement<[Omit<Attempt, 'id'>]>;
  readonly #prune: Statement<[number]>;
  readonly #newest: Statement<[{ webhookId: number | null; limit: number }], Attempt>;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = database.prepare(`
      insert into attempt (webhook_id, url, activity_id, tried_at, duration_ms, status, error)
      values (:webhookId, :url, :activityId, :triedAt, :durationMs, :status, :error)
    `);
    this.#prune = database.prepare('delete from attempt where id <= ?');
    this.#newest = database.prepare(`
      select id, webhook_id as "webhookId", url, activity_id as "activityId",
        tried_at as "triedAt", duration_ms as "durationMs", status, error
      from attempt where :webhookId is null or webhook_id = :webhookId
      order by id desc limit :limit
    `);
  }

  add(attempt: Omit<Attempt, 'id'>): void {
    const id = Number(this.#insert.run(attempt).lastInsertRowid);
    if (id % pruneEvery === 0) this.#prune.run(id - keep);
  }

  /** Newest first. */
  newest(options: { readonly webhookId?: number; readonly limit: number }): Attempt[] {
    return this.#newest.all({ webhookId: options.webhookId ?? null, limit: options.limit });
  }

  clear(): void {
    this.#database.exec('delete from attempt');
  }
}
