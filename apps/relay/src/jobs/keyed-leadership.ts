import type { Logger } from 'pino';

import type { Database } from '../database/database.ts';
import { opensDatabase } from '../database/vault/open-vault.ts';
import type { Vault } from '../database/vault/vault.ts';
import type { JobLeadership } from './job-runner.ts';

/**
 * Leads only as long as this process can decrypt what the database contains. One that was left out
 * when the encryption key was replaced would fail at every poll and backfill, which others can do:
 * it lets its lease expire.
 */
export class KeyedLeadership implements JobLeadership {
  readonly #leadership: JobLeadership;
  readonly #database: Database;
  readonly #vault: Vault;
  readonly #logger: Logger;
  #hasKey = true;

  constructor(options: {
    readonly leadership: JobLeadership;
    readonly database: Database;
    readonly vault: Vault;
    readonly logger: Logger;
  }) {
    this.#leadership = options.leadership;
    this.#database = options.database;
    this.#vault = options.vault;
    this.#logger = options.logger;
  }

  async lead(): Promise<boolean> {
    const hasKey = await this.#database.read((tx) => opensDatabase(tx, this.#vault));
    if (this.#hasKey && !hasKey) {
      this.#logger.error(
        'this process does not have the encryption key that the database has now: it does no background work; set RELAY_ENCRYPTION_KEY to that key, and restart it',
      );
    }
    this.#hasKey = hasKey;
    return hasKey && (await this.#leadership.lead());
  }

  stillLeads(): Promise<boolean> {
    return this.#leadership.stillLeads();
  }

  onLost(callback: () => void): void {
    this.#leadership.onLost(callback);
  }

  stop(): Promise<void> {
    return this.#leadership.stop();
  }
}
