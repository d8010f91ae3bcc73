import type { ClientBase, Pool } from 'pg';

import { systemClock } from '../../shared/clock/clock.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { sessionStands } from '../tables/processes.ts';

/** What the database said its time is. Milliseconds; the two of this process by the monotonic clock. */
export interface DatabaseTime {
  readonly askedAt: number;
  readonly answeredAt: number;
  readonly database: number;
}

/** A clock that is set back by more than this is followed; by less, it is waited for. Milliseconds. */
const setBackMs = 1_000;

/**
 * The clock of the database, as this process knows it: the one clock that all processes share. What
 * one of them writes as due, expired or old enough to be purged is so for the others, whatever the
 * clocks of their machines say.
 *
 * It goes on by the monotonic clock from what the database said last, so it costs no statement, and a
 * machine whose clock is set makes no difference. As long as the database cannot be asked it goes on
 * so. Until it was asked for the first time, it is the clock of this machine.
 */
export class DatabaseClock implements Clock {
  /** From the monotonic clock to this one. Milliseconds. */
  #offset = Date.now() - performance.now();
  #last = Number.NEGATIVE_INFINITY;

  now(): number {
    const now = Math.floor(performance.now() + this.#offset);
    // What small corrections take back has been told already.
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
   * Takes over what the database said. Its answer is of some moment between question and answer: what
   * is known fits or is off by that much at least, and is corrected by no more. So an answer that took
   * long says little, and quick ones tell a difference of less than a millisecond.
   */
  seen({ askedAt, answeredAt, database }: DatabaseTime): void {
    this.#offset = Math.min(Math.max(this.#offset, database - answeredAt), database - askedAt);
  }
}
