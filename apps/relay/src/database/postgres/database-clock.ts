import type { ClientBase, Pool } from 'pg';

import { systemClock } from '../../shared/clock/clock.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { sessionStands } from '../tables/processes.ts';

/**
 * A time reported by the database. Milliseconds; the two of this process by the monotonic clock.
 */
export interface DatabaseTime {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly database: number;
}

/**
 * If the clock is set back by more than this it is followed; otherwise, time stands still until it
 * has caught up. Milliseconds.
 */
const setBackMs = 1_000;

/**
 * The clock of the database, as this process knows it: the one clock that all processes share. What
 * one of them writes as due, expired or old enough to be purged is so for the others, whatever the
 * clocks of their machines say.
 *
 * It advances by the monotonic clock from what the database last reported, so it costs no
 * statement, and setting the clock of a machine makes no difference. It continues like that as long
 * as the database cannot be queried. Before the first query, it is the clock of this machine.
 */
export class DatabaseClock implements Clock {
  /** From the monotonic clock to this one. Milliseconds. */
  #offset = Date.now() - performance.now();
  #last = Number.NEGATIVE_INFINITY;

  now(): number {
    const now = Math.floor(performance.now() + this.#offset);
    // Small backward corrections must not take back what has already been reported.
    if (now > this.#last || now < this.#last - setBackMs) this.#last = now;
    return this.#last;
  }

  after(milliseconds: number, callback: () => void): () => void {
    return systemClock.after(milliseconds, callback);
  }

  async ask(client: Pick<ClientBase | Pool, 'query'>): Promise<void> {
    const askedAt = performance.now();
    const { rows } = await client.query<{ now: number }>(sessionStands);
    this.seen({ askedAt, answeredAt: performance.now(), database: Number(rows[0]?.now) });
  }

  /**
   * Applies what the database reported. Its response is from some time between request and
   * response: what is known is consistent with that, or off by at least the difference, and is
   * corrected by no more. So a slow response says little, and quick ones reveal a difference of
   * less than a millisecond.
   */
  seen({ askedAt, answeredAt, database }: DatabaseTime): void {
    this.#offset = Math.min(Math.max(this.#offset, database - answeredAt), database - askedAt);
  }
}
