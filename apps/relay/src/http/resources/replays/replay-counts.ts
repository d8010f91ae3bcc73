import { countReplayEvents } from '../../../database/tables/replays.ts';
import type { ReplayFilter } from '../../../database/tables/replays.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** For so long a count is good: who counted first looks at it, and starts. Milliseconds. */
const rememberedForMs = 10 * 60_000;

/** So many counts are remembered. */
const mostRemembered = 100;

interface Count {
  readonly upTo: number;
  readonly total: number;
  readonly countedAt: number;
}

/**
 * Counts events for replays. What was counted by a dry run is not counted once more by the start:
 * that looks at what came since. Remembered by this process alone; another one counts anew.
 */
export class ReplayCounts {
  readonly #counts = new Map<string, Count>();

  /** How many events of the log up to a place fit. To be called outside of a transaction. */
  async count(
    tx: Transaction,
    options: { readonly filter: ReplayFilter; readonly upTo: number; readonly now: number },
  ): Promise<number> {
    const { filter, upTo, now } = options;
    const key = JSON.stringify(filter);
    const before = this.#known({ key, upTo, now }) ?? { upTo: 0, total: 0, countedAt: now };
    const range = { after: before.upTo, upTo };
    const total = before.total + (await countReplayEvents(tx, { filter, range }));
    this.#counts.delete(key);
    this.#counts.set(key, { upTo, total, countedAt: before.countedAt });
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > mostRemembered && oldest !== undefined) this.#counts.delete(oldest);
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
