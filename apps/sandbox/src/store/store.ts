import { ActivityLog } from './activity-log.ts';
import { Attempts } from './attempts.ts';
import { type Database, openDatabase } from './database.ts';
import { Documents } from './documents.ts';
import { Settings } from './settings.ts';
import { Webhooks } from './webhooks.ts';

/** The whole state of a sandbox. */
export class Store {
  readonly #database: Database;
  readonly activities: ActivityLog;
  readonly attempts: Attempts;
  readonly documents: Documents;
  readonly settings: Settings;
  readonly webhooks: Webhooks;

  /**
   * @param options.file the SQLite file, or `null` for memory
   * @throws {ConfigError} when the file cannot be used
   */
  constructor(options: { readonly file: string | null }) {
    this.#database = openDatabase(options);
    this.activities = new ActivityLog(this.#database);
    this.attempts = new Attempts(this.#database);
    this.documents = new Documents(this.#database);
    this.settings = new Settings(this.#database);
    this.webhooks = new Webhooks(this.#database);
  }

  /** Runs `work` as one: all of it is kept, or nothing. */
  transaction<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  /** Back to the beginning, except that no id is ever given twice. */
  reset(): void {
    this.transaction(() => {
      for (const part of [this.activities, this.attempts, this.documents, this.webhooks]) {
        part.clear();
      }
      this.settings.clear();
    });
  }

  close(): void {
    this.#database.close();
  }
}
