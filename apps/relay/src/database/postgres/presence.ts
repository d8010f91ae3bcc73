import { randomInt } from 'node:crypto';

import type { ClientBase } from 'pg';

import { beginSession, claimsOfProcess, sessionStands } from '../tables/processes.ts';
import type { KnownProcess } from '../tables/processes.ts';
import type { DatabaseTime } from './database-clock.ts';

/** How often to check that the session is alive. Milliseconds. */
const askEveryMs = 500;

/**
 * For how long after it was last seen alive a session is certainly not missed yet: less than
 * `goneAfterMs`, after which others free what its process holds. Milliseconds.
 */
const sureForMs = 2_000;

/** A process without a session for this long is considered gone. Milliseconds. */
export const goneAfterMs = 3_000;

const processNumbers = { least: 1, below: 2 ** 30 } as const;

interface Session {
  readonly client: ClientBase;
  readonly onFailed: () => void;
  /**
   * When it started, and when it was last queried with a later response: by the monotonic clock.
   */
  readonly since: number;
  stoodAt: number;
}

/**
 * Shows other processes that this one is alive, by a session that ends with it. What a process has
 * claimed is freed when its session has been missing for a while, which is much sooner than its
 * claims expire (see `ProcessWatch`). A process that is alive and lost its session must not rely on
 * its claims in the meantime: that is what `isSure` is for.
 */
export class Presence implements KnownProcess {
  readonly number = randomInt(processNumbers.least, processNumbers.below);
  readonly owner: string;
  /** Nobody knows a process by this number: claims without a session only end by time. */
  readonly #unknown = randomInt(processNumbers.least, processNumbers.below);
  #session: Session | undefined;
  #claims = 0;
  /** The query that is running. */
  #confirming: { readonly session: Session; readonly done: Promise<void> } | undefined;
  #timer: NodeJS.Timeout | undefined;

  readonly #onTime: ((time: DatabaseTime) => void) | undefined;

  /**
   * @param options.onTime called with the time of the database's clock, whenever the session is
   *   queried
   */
  constructor(options: { readonly owner: string; readonly onTime?: (time: DatabaseTime) => void }) {
    this.owner = options.owner;
    this.#onTime = options.onTime;
  }

  /** A number for what is claimed now. */
  nextClaim(): number {
    this.#claims = (this.#claims + 1) % claimsOfProcess;
    return (this.#stands() ? this.number : this.#unknown) * claimsOfProcess + this.#claims;
  }

  /**
   * Whether nobody can have freed a claim because they missed this process.
   *
   * @param options.confirmedAt when the claim was last seen in the database, by the monotonic clock
   */
  isSure(options: { readonly claim: number; readonly confirmedAt: number }): boolean {
    if (Math.floor(options.claim / claimsOfProcess) !== this.number) return true;
    return this.#stands() && options.confirmedAt >= (this.#session as Session).since;
  }

  /**
   * Whether nobody can have missed this process: queries its session, if that was not just done.
   */
  async stands(): Promise<boolean> {
    if (!this.#stands() && this.#session !== undefined) {
      await this.#confirm(this.#session).catch(() => {});
    }
    return this.#stands();
  }

  #stands(): boolean {
    return this.#session !== undefined && performance.now() < this.#session.stoodAt + sureForMs;
  }

  /**
   * From now on this process counts as alive as long as that session is.
   *
   * @param options.onFailed called if it does not respond: its holder ends it, and starts another
   */
  async begin(client: ClientBase, { onFailed }: { readonly onFailed: () => void }): Promise<void> {
    const askedAt = performance.now();
    await client.query(beginSession, [this.number, this.owner]);
    this.#session = { client, onFailed, since: performance.now(), stoodAt: askedAt };
    this.#askLater(this.#session);
  }

  /** The session ended, or is about to. */
  end(): void {
    clearTimeout(this.#timer);
    this.#session = undefined;
  }

  #askLater(session: Session): void {
    this.#timer = setTimeout(() => {
      void this.#ask(session).catch(session.onFailed);
    }, askEveryMs);
    this.#timer.unref();
  }

  /** One query at a time: those who ask while one is running wait for its response. */
  #confirm(session: Session): Promise<void> {
    if (this.#confirming?.session !== session) {
      const done = this.#query(session).finally(() => {
        if (this.#confirming?.session === session) this.#confirming = undefined;
      });
      this.#confirming = { session, done };
    }
    return this.#confirming.done;
  }

  async #query(session: Session): Promise<void> {
    const askedAt = performance.now();
    const { rows } = await session.client.query<{ now: number }>(sessionStands);
    session.stoodAt = askedAt;
    this.#onTime?.({ askedAt, answeredAt: performance.now(), database: Number(rows[0]?.now) });
  }

  async #ask(session: Session): Promise<void> {
    await this.#confirm(session);
    if (this.#session === session) this.#askLater(session);
  }
}
