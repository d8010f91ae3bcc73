import type { Database } from '../../database/database.ts';
import { findLogConnection } from '../../database/tables/log-connections.ts';
import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { Transaction } from '../../database/transaction.ts';
import { KnownVersion } from './known-version.ts';

/** Connections as the log needs them, cached in memory until any of them changes. */
export class LogConnections {
  readonly #known = new Map<string, LogConnection | undefined>();
  readonly #version: KnownVersion;
  #changes = 0;

  constructor(options: { readonly database: Pick<Database, 'afterCommit'> }) {
    this.#version = new KnownVersion({ ...options, table: 'connections' });
  }

  /**
   * How often they changed: callers that read something based on them check whether it is still
   * valid.
   */
  get changes(): number {
    return this.#changes;
  }

  /** Drops what is out of date. */
  async refresh(tx: Transaction): Promise<void> {
    const version = await this.#version.another(tx);
    if (version === undefined) return;
    this.#version.read(version);
    this.#changes += 1;
    this.#known.clear();
  }

  /** @returns undefined if there never was one with this id */
  async find(tx: Transaction, id: string): Promise<LogConnection | undefined> {
    if (this.#known.has(id)) return this.#known.get(id);
    const changes = this.#changes;
    const found = await findLogConnection(tx, id);
    // Not what was read before a change that was seen in the meantime.
    if (changes === this.#changes) this.#known.set(id, found);
    return found;
  }
}
