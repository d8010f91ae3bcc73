import type { Database } from './database.ts';
import {
  releaseLease,
  holdsLease,
  leaseReleasedIn,
  releaseLeaseIn,
  takeLease,
} from './tables/leases.ts';

/**
 * Work that one of several processes does at a time: who holds it, and until when. A process that
 * dies loses it when its time is over. Nothing relies on a lease alone: a process that stalled may
 * believe for a moment longer that it holds one, so its writes are fenced as well.
 */
export class Leases {
  readonly #database: Database;
  /** This process: a new value at each start. */
  readonly owner: string;

  constructor(options: { readonly database: Database; readonly owner: string }) {
    this.#database = options.database;
    this.owner = options.owner;
  }

  /** Takes or renews one. @returns whether it is ours now, for that long */
  take(name: string, forMs: number): Promise<boolean> {
    return this.#database.write((tx) => takeLease(tx, { name, owner: this.owner, forMs }), {
      inLine: false,
    });
  }

  /** Whether it is ours at this moment and for that long, according to the database. */
  holds(name: string, forMs: number): Promise<boolean> {
    return this.#database.read((tx) => holdsLease(tx, { name, owner: this.owner, forMs }));
  }

  /** Releases it, for others to take after this time. */
  async releaseIn(name: string, forMs: number): Promise<void> {
    await this.#database.write((tx) => releaseLeaseIn(tx, { name, owner: this.owner, forMs }), {
      inLine: false,
    });
  }

  /** How long nobody can take it yet that its holder has released. Milliseconds. */
  releasedIn(name: string): Promise<number> {
    return this.#database.read((tx) => leaseReleasedIn(tx, { name }));
  }

  async release(name: string): Promise<void> {
    await this.#database.write((tx) => releaseLease(tx, { name, owner: this.owner }), {
      inLine: false,
    });
  }
}
