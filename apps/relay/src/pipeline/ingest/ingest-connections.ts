import type { Clock } from '../../shared/clock/clock.ts';
import type { Database } from '../../database/database.ts';
import type { ConnectionStore, IngestConnection } from '../../database/stores/connection-store.ts';
import { configurationVersion } from '../../database/tables/configuration-versions.ts';

/** Maximum number of ingest URLs kept in memory. */
const maxKnown = 10_000;

/**
 * Connections by the token of their ingest URL, kept in memory. Changes are checked once per turn
 * of the event loop, so that a committed change applies to the next request.
 */
export class IngestConnections {
  readonly #database: Database;
  readonly #store: Pick<ConnectionStore, 'findByToken'>;
  readonly #clock: Clock;
  readonly #known = new Map<string, IngestConnection>();
  #version = -1;
  #checked: Promise<void> | undefined;

  constructor(options: {
    readonly database: Database;
    readonly store: Pick<ConnectionStore, 'findByToken'>;
    readonly clock: Clock;
  }) {
    this.#database = options.database;
    this.#store = options.store;
    this.#clock = options.clock;
  }

  /**
   * The connection that an ingest URL belongs to, whether it is the current one or a previous one.
   */
  async findByToken(token: string): Promise<IngestConnection | undefined> {
    await (this.#checked ??= this.#check());
    const known = this.#known.get(token);
    if (known !== undefined && (known.validUntil ?? Infinity) > this.#clock.now()) return known;
    const version = this.#version;
    const found = await this.#store.findByToken(token);
    // Not what was read before a change that was seen in the meantime.
    if (found !== undefined && version === this.#version) {
      if (this.#known.size >= maxKnown) this.#known.clear();
      this.#known.set(token, found);
    }
    return found;
  }

  async #check(): Promise<void> {
    setImmediate(() => {
      this.#checked = undefined;
    });
    const version = await this.#database.read((tx) => configurationVersion(tx, 'connections'));
    if (version === this.#version) return;
    this.#version = version;
    this.#known.clear();
  }
}
