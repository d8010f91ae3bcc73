import type { Database } from './database.ts';
import { giveBackLease, holdsLease, leaseRestsFor, restLease, takeLease } from './tables/leases.ts';

/**
 * What one process of several does at a time: who holds it, and until when. One that dies holds it
 * no more when its time is over. Nothing rests on a lease alone: a process that stood still may
 * believe for a moment longer that it holds one, so what it writes is fenced besides.
 */
export class Leases {
  readonly #database: Database;
  /** This process: another one at each start. */
  readonly owner: string;

  constructor(options: { readonly database: Database; readonly owner: string }) {
    this.#database = options.database;
    this.owner = options.owner;
  }

  /** Takes or prolongs one. @returns whether it is ours now, for so long */
  take(name: string, forMs: number): Promise<boolean> {
    return this.#database.write((tx) => takeLease(tx, { name, owner: this.owner, forMs }), {
      inLine: false,
    });
  }

  /** Whether it is ours at this moment and for so long, by what the database says. */
  holds(name: string, forMs: number): Promise<boolean> {
    return this.#database.read((tx) => holdsLease(tx, { name, owner: this.owner, forMs }));
  }

  /** Gives it back, and nobody has it for a while. */
  async rest(name: string, forMs: number): Promise<void> {
    await this.#database.write((tx) => restLease(tx, { name, owner: this.owner, forMs }), {
      inLine: false,
    });
  }

  /** For how long nobody has it yet, as whoever had it let it rest. Milliseconds. */
  restsFor(name: string): Promise<number> {
    return this.#database.read((tx) => leaseRestsFor(tx, { name }));
  }

  async giveBack(name: string): Promise<void> {
    await this.#database.write((tx) => giveBackLease(tx, { name, owner: this.owner }), {
      inLine: false,
    });
  }
}
