import { setImmediate } from 'node:timers/promises';

import type { DeliveryStatus } from '../../../database/entities/delivery.entity.ts';
import { stepSize } from '../../../database/log-steps.ts';
import { countReplayStep } from '../../../database/tables/replays.ts';
import type { Transaction } from '../../../database/transaction.ts';

/** How many deliveries of a replay have each status. */
export type Progress = Readonly<Partial<Record<DeliveryStatus, number>>>;

/** Counts that took longer than this are remembered. Milliseconds. */
const quickMs = 50;

/**
 * For this many times as long as they took: repeated requests cost at most a twentieth of the time.
 */
const rememberedFor = 20;

/** How many counts are remembered. */
const maxRemembered = 1_000;

interface Counted {
  readonly progress: Progress;
  /** By the monotonic clock. */
  readonly goodUntil: number;
}

/**
 * Counts the outcomes of deliveries that replays created, step by step. A replay of a million takes
 * a second, so its count may be some seconds old.
 */
export class ReplayProgress {
  readonly #counted = new Map<string, Counted>();

  async of(tx: Transaction, ids: readonly string[]): Promise<ReadonlyMap<string, Progress>> {
    const progress = new Map<string, Progress>();
    for (const id of ids) progress.set(id, await this.#of(tx, id));
    return progress;
  }

  async #of(tx: Transaction, id: string): Promise<Progress> {
    const known = this.#counted.get(id);
    const begunAt = performance.now();
    if (known !== undefined && begunAt < known.goodUntil) return known.progress;
    this.#counted.delete(id);
    const progress = await count(tx, id);
    const now = performance.now();
    if (now - begunAt > quickMs) {
      this.#counted.set(id, { progress, goodUntil: now + rememberedFor * (now - begunAt) });
      const [oldest] = this.#counted.keys();
      if (this.#counted.size > maxRemembered && oldest !== undefined) this.#counted.delete(oldest);
    }
    return progress;
  }
}

async function count(tx: Transaction, id: string): Promise<Progress> {
  const progress: Partial<Record<DeliveryStatus, number>> = {};
  for (let after = 0; ;) {
    const step = await countReplayStep(tx, { id, after, limit: stepSize });
    let looked = 0;
    for (const { status, count: found, last } of step) {
      progress[status] = (progress[status] ?? 0) + found;
      looked += found;
      after = Math.max(after, last);
    }
    if (looked < stepSize) return progress;
    await setImmediate();
  }
}
