import { ActivityLog } from './activity-log.ts';
import { Attempts } from './attempts.ts';
import { type Database, openDatabase } from './database.ts';
import { Documents } from './documents.ts';
import { Entries } from './entries.ts';
import { Sequences } from './sequences.ts';
import { Settings } from './settings.ts';
import { SiteInvoices } from './site-invoices.ts';
import { Webhooks } from './webhooks.ts';

/** The complete state of a sandbox. */
export class Store {
  readonly #database: Database;
  readonly activities: ActivityLog;
  readonly attempts: Attempts;
  readonly documents: Documents;
  readonly entries: Entries;
  readonly sequences: Sequences;
  readonly settings: Settings;
  readonly siteInvoices: SiteInvoices;
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
    this.entries = new Entries(this.#database);
    this.sequences = new Sequences(this.#database);
    this.settings = new Settings(this.#database);
    this.siteInvoices = new SiteInvoices(this.#database);
    this.webhooks = new Webhooks(this.#database);
  }

  /** Runs `work` in a transaction. */
  transaction<T>(work: () => T): T {
    return this.#database.transaction(work).immediate();
  }

  /** Restores the initial state, except that ids of the Envoice account are never reused. */
  reset(): void {
    this.transaction(() => {
      const { activities, attempts, documents, entries, siteInvoices, webhooks } = this;
      const parts = [activities, attempts, documents, entries, siteInvoices, webhooks];
      for (const part of parts) part.clear();
      this.sequences.forget('paymentlink-number');
      this.settings.clear();
    });
  }

  close(): void {
    this.#database.close();
  }
}
