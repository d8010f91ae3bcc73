import type { Statement } from 'better-sqlite3';

import type { Database } from './database.ts';
import { Sequences } from './sequences.ts';

/** A URL in the account's settings, and its state. */
export interface Webhook {
  readonly id: number;
  readonly url: string;
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  /** The last activity that the URL accepted, or the newest one at registration. */
  readonly position: number;
  /** Consecutive failures. */
  readonly failedTries: number;
  readonly lastFailedAt: number | null;
}

const columns = `id, url, created_at as "createdAt", position,
  failed_tries as "failedTries", last_failed_at as "lastFailedAt"`;

export class Webhooks {
  readonly #database: Database;
  readonly #sequences: Sequences;
  readonly #all: Statement<[], Webhook>;
  readonly #find: Statement<[number], Webhook>;
  readonly #findUrl: Statement<[string], Webhook>;
  readonly #insert: Statement<[Omit<Webhook, 'failedTries' | 'lastFailedAt'>]>;
  readonly #accepted: Statement<[{ id: number; position: number }]>;
  readonly #failed: Statement<[{ id: number; at: number }]>;
  readonly #remove: Statement<[number]>;

  constructor(database: Database) {
    this.#database = database;
    this.#sequences = new Sequences(database);
    this.#all = database.prepare(`select ${columns} from webhook order by id`);
    this.#find = database.prepare(`select ${columns} from webhook where id = ?`);
    this.#findUrl = database.prepare(`select ${columns} from webhook where url = ?`);
    this.#insert = database.prepare(`
      insert into webhook (id, url, created_at, position)
      values (:id, :url, :createdAt, :position)
    `);
    this.#accepted = database.prepare(`
      update webhook set position = :position, failed_tries = 0, last_failed_at = null
      where id = :id
    `);
    this.#failed = database.prepare(`
      update webhook set failed_tries = failed_tries + 1, last_failed_at = :at where id = :id
    `);
    this.#remove = database.prepare('delete from webhook where id = ?');
  }

  all(): Webhook[] {
    return this.#all.all();
  }

  find(id: number): Webhook | undefined {
    return this.#find.get(id);
  }

  findUrl(url: string): Webhook | undefined {
    return this.#findUrl.get(url);
  }

  add(options: {
    readonly url: string;
    readonly createdAt: number;
    readonly position: number;
  }): Webhook {
    const id = this.#sequences.take({ name: 'webhook', first: 1 });
    this.#insert.run({ id, ...options });
    return { id, ...options, failedTries: 0, lastFailedAt: null };
  }

  /** Records a 200 response: the URL works, up to this activity. */
  accepted(options: { readonly id: number; readonly position: number }): void {
    this.#accepted.run(options);
  }

  /** Records one more consecutive failure. */
  failed(options: { readonly id: number; readonly at: number }): void {
    this.#failed.run(options);
  }

  /** Returns whether it existed. */
  remove(id: number): boolean {
    return this.#remove.run(id).changes > 0;
  }

  clear(): void {
    this.#database.exec('delete from webhook');
  }
}
