import { setImmediate } from 'node:timers/promises';

import type { Database } from '../../database/database.ts';
import { eventsAfter, positionsOf } from './logged-positions.ts';
import type { Positions } from './logged-positions.ts';

/** Finds the first position that each connection was sent by webhook. */
export class FirstWebhooks {
  readonly #database: Database;
  /** How far the logs of connections are known to contain no webhook: that never changes. */
  readonly #noneUpTo = new Map<string, number>();

  constructor(database: Database) {
    this.#database = database;
  }

  /** The connection was deleted. */
  forget(connectionId: string): void {
    this.#noneUpTo.delete(connectionId);
  }

  /**
   * The lowest position that a connection was ever sent by webhook: anything lower happened before
   * the connection was created. Null if there was none, or its source knows none. What other ways
   * brought before the first webhook may be any number: it is read once, step by step.
   */
  async position(options: {
    readonly connectionId: string;
    readonly source: Positions;
  }): Promise<number | null> {
    const { connectionId, source } = options;
    if (source.position === undefined) return null;
    for (;;) {
      const seq = this.#noneUpTo.get(connectionId) ?? 0;
      const { events, webhooks } = await this.#database.read(async (tx) => {
        const page = await eventsAfter(tx, { connectionId, seq });
        return {
          events: page,
          webhooks: await positionsOf(tx, { events: page, source, via: ['webhook'] }),
        };
      });
      const firstSeq = Math.min(...webhooks.map((webhook) => webhook.seq));
      const before = events.findLast((event) => event.seq < firstSeq);
      // Webhooks arrive nearly in order: the lowest is among those that arrived right after.
      if (before === undefined) return webhooks[0]?.position ?? null;
      this.#noneUpTo.set(connectionId, before.seq);
      await setImmediate();
    }
  }
}
