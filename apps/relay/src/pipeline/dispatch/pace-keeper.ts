import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { Database } from '../../database/database.ts';
import { deletePaces, loadPaces, savePaces } from '../../database/tables/paces.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { hours } from '../../shared/clock/durations.ts';
import { CLOCK, LOGGER } from '../../shared/tokens.ts';
import { longestWaitMs } from '../send/retry-schedule.ts';
import { Paces } from './paces.ts';

/** How often changes are saved: a kill forgets less than that. Milliseconds. */
const everyMs = 5_000;

/**
 * A pace from longer ago than this says nothing about today's subscriber, unless that is still to
 * be left alone. Milliseconds.
 */
const goodForMs = 1 * hours;

/**
 * Lets paces survive a restart, so that a rate-limited subscriber is not overrun at each start.
 * Only saves paces that are slowed down or have to wait, and only when one has changed.
 */
@Injectable()
export class PaceKeeper {
  /** As saved, by subscription. */
  readonly #saved = new Map<string, string>();
  #cancel: (() => void) | undefined;
  #saving: Promise<void> | undefined;
  #stopped = false;

  constructor(
    private readonly database: Database,
    private readonly paces: Paces,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  async start(): Promise<void> {
    const now = this.clock.now();
    for (const { subscriptionId, savedAt, ...found } of await this.database.read(loadPaces)) {
      this.#saved.set(subscriptionId, JSON.stringify(found));
      // Nor one saved by a clock that was far ahead; by one that was not, its wait lasts as long.
      const isRecent = Math.abs(now - savedAt) <= goodForMs;
      const waits = savedAt <= now && now < found.waitsUntil;
      if (!isRecent && !waits) continue;
      const aheadMs = Math.max(0, savedAt - now);
      const waitsUntil = Math.min(found.waitsUntil - aheadMs, now + longestWaitMs);
      this.paces.restore({ subscriptionId, found: { ...found, waitsUntil }, now });
    }
    this.#later();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancel?.();
    await this.#saving;
    await this.#save();
  }

  #later(): void {
    if (this.#stopped) return;
    this.#cancel = this.clock.after(everyMs, () => {
      this.#saving = this.#save().finally(() => {
        this.#saving = undefined;
        this.#later();
      });
    });
  }

  async #save(): Promise<void> {
    const savedAt = this.clock.now();
    const slowed = this.paces.slowed(savedAt);
    for (const id of this.#saved.keys()) if (!this.paces.knows(id)) this.#saved.delete(id);
    const changed = [...slowed].filter(
      ([id, found]) => this.#saved.get(id) !== JSON.stringify(found),
    );
    const quick = [...this.#saved.keys()].filter((id) => !slowed.has(id) && this.paces.find(id));
    if (changed.length === 0 && quick.length === 0) return;
    try {
      await this.database.write(async (tx) => {
        await savePaces(
          tx,
          changed.map(([subscriptionId, found]) => ({ subscriptionId, ...found, savedAt })),
        );
        await deletePaces(tx, quick);
      });
      for (const [id, found] of changed) this.#saved.set(id, JSON.stringify(found));
      for (const id of quick) this.#saved.delete(id);
    } catch (error) {
      // It is learned again from responses: only time is lost.
      this.logger.warn({ err: error }, 'delivery paces could not be saved');
    }
  }
}
