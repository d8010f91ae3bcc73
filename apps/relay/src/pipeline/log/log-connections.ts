import { configurationVersion } from '../../database/tables/configuration-versions.ts';
import { findLogConnection } from '../../database/tables/log-connections.ts';
import type { LogConnection } from '../../database/tables/log-connections.ts';
import type { Transaction } from '../../database/transaction.ts';

/** Connections as the log needs them, kept in memory until a committed change of any. */
export class LogConnections {
  readonly #known = new Map<string, LogConnection | undefined>();
  #version = -1;

  /** Forgets what is out of date. @returns whether it was */
  async refresh(tx: Transaction): Promise<boolean> {
    const version = await configurationVersion(tx, 'connections');
    if (version === this.#version) return false;
    this.#version = version;
    this.#known.clear();
    return true;
  }

  /** @returns undefined when there never was one with this id */
  async find(tx: Transaction, id: string): Promise<LogConnection | undefined> {
    if (!this.#known.has(id)) this.#known.set(id, await findLogConnection(tx, id));
    return this.#known.get(id);
  }
}
