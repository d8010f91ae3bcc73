import { countReplayEvents } from '../../../database/tables/replays.ts';
import type { ReplayFilter } from '../../../database/tables/replays.ts';
import type { Transaction } from '../../../database/transaction.ts';
import { minutes } from '../../../shared/clock/durations.ts';

/** How long a count is reused: people count first, then start. Milliseconds. */
const rememberedForMs = 10 * minutes;

/** How many counts are remembered. */
const maxRemembered = 100;

interface Count {
  readonly upTo: number;
  readonly total: number;
  readonly countedAt: number;
}

/**
 * Counts events for replays. The start does not repeat the count of a dry run: it only counts what
 * has been added since. Remembered by this process only; another one counts again.
 */
export class ReplayCounts {
  readonly #counts = new Map<string, Count>();

  /** How many matching events the log has up to a position. Call this outside of a transaction. */
  async count(
    tx: Transaction,
    options: { readonly filter: ReplayFilter; readonly upTo: number; readonly now: number },
  ): Promise<number> {
    const { filter, upTo, now } = options;
    // Deliveries change their status: such a count may be wrong a moment later.
    if (filter.statuses !== null)
      return countReplayEvents(tx, { filter, range: { after: 0, upTo } });
    const key = JSON.stringify(filter);
    const before = this.#known({ key, upTo, now }) ?? { upTo: 0, total: 0, countedAt: now };
    const range = { after: before.upTo, upTo };
    const total = before.total + (await countReplayEvents(tx, { filter, range }));
    this.#counts.delete(key);
    this.#counts.set(key, { upTo, total, countedAt: before.countedAt });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > maxRemembered && oldest !== undefined) this.#counts.delete(oldest);
    return total;
  }

  #known(options: {
    readonly key: string;
    readonly upTo: number;
    readonly now: number;
  }): Count | undefined {
    const { key, upTo, now } = options;
    const known = this.#counts.get(key);
    if (known === undefined || known.upTo > upTo) return undefined;
    return now - known.countedAt < rememberedForMs ? known : undefined;
  }
}
