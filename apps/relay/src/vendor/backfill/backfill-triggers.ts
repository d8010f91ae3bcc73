import { Inject, Injectable } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, LOGGER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { BackfillReason } from '../../database/entities/backfill.entity.ts';
import { Contacts } from '../../pipeline/log/contacts.ts';
import type { Contact } from '../../pipeline/log/contacts.ts';
import { BackfillRequests } from './backfill-requests.ts';
import { hours, minutes } from './durations.ts';
import { lastWebhookBefore } from './known-activities.ts';

/** A connection that was sent nothing for this long was quiet: perhaps nobody reached us. */
const quietMs = 6 * hours;

/** Every connection is looked after at least this often. */
const intervalMs = 24 * hours;

/** How often it is looked whose time has come. Milliseconds. */
const checkEveryMs = 15 * minutes;

/**
 * Sees when a backfill is due by itself: once a day, and when a connection comes back that was
 * quiet, whose webhooks were refused, or that could not reach a relay that was down.
 */
@Injectable()
export class BackfillTriggers {
  /** When a connection was last heard of, in epoch milliseconds. Costs one query per connection. */
  readonly #heardAt = new Map<string, number>();
  readonly #refused = new Set<string>();
  #cancelTimer: (() => void) | undefined;
  #stopListening: (() => void) | undefined;
  readonly #works = new Set<Promise<void>>();
  #running = false;

  constructor(
    private readonly database: Database,
    private readonly requests: BackfillRequests,
    private readonly contacts: Contacts,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Looks after every connection at once: whatever came while the relay was down was missed. */
  start(): void {
    this.#running = true;
    this.#stopListening = this.contacts.onContact((contact) => this.#heard(contact));
    this.#do(() => this.#requestAll({ reason: 'returned', olderThan: this.clock.now() }));
    this.#checkLater();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#stopListening?.();
    this.#cancelTimer?.();
    await Promise.all(this.#works);
  }

  #heard({ connectionId, at, outcome }: Contact): void {
    if (outcome === 'refused') {
      this.#refused.add(connectionId);
      return;
    }
    const before = this.#heardAt.get(connectionId);
    this.#heardAt.set(connectionId, Math.max(at, before ?? at));
    if (this.#refused.delete(connectionId) || (before !== undefined && at - before >= quietMs)) {
      this.#do(() => this.requests.automatic({ connectionId, reason: 'returned' }));
    } else if (before === undefined) {
      this.#do(() => this.#firstHeard({ connectionId, at }));
    }
  }

  /** Heard of for the first time since the start: the database knows when that was before. */
  async #firstHeard(options: {
    readonly connectionId: string;
    readonly at: number;
  }): Promise<void> {
    const { connectionId, at } = options;
    const before = await this.database.read((manager) =>
      lastWebhookBefore(manager, { connectionId, moment: at }),
    );
    if (before !== null && at - before >= quietMs) {
      await this.requests.automatic({ connectionId, reason: 'returned' });
    }
  }

  #checkLater(): void {
    this.#cancelTimer = this.clock.after(checkEveryMs, () => {
      this.#do(() =>
        this.#requestAll({ reason: 'interval', olderThan: this.clock.now() - intervalMs }),
      );
      this.#checkLater();
    });
  }

  /** Requests one for each connection that was not looked after since a moment. */
  async #requestAll(options: {
    readonly reason: Exclude<BackfillReason, 'manual'>;
    readonly olderThan: number;
  }): Promise<void> {
    const { reason, olderThan } = options;
    const rows = await this.database.read((manager) =>
      manager.query<{ connectionId: string }[]>(
        `SELECT "c"."id" AS "connectionId" FROM "connections" AS "c"
         WHERE "c"."deleted_at" IS NULL AND "c"."created_at" <= ? AND NOT EXISTS (
           SELECT 1 FROM "backfills" AS "b"
           WHERE "b"."connection_id" = "c"."id"
             AND ("b"."created_at" > ? OR "b"."finished_at" IS NULL)
         ) ORDER BY "c"."id"`,
        [olderThan, olderThan],
      ),
    );
    for (const { connectionId } of rows) {
      if (!this.#running) return;
      await this.requests.automatic({ connectionId, reason });
    }
  }

  /** What cannot be done now (a full disk) is done a day later at the most. */
  #do(work: () => Promise<void>): void {
    const doing = work()
      .catch((error: unknown) => this.logger.error({ err: error }, 'cannot request a backfill'))
      .finally(() => this.#works.delete(doing));
    this.#works.add(doing);
  }
}
