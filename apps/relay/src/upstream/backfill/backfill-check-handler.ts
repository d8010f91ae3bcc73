import { Inject, Injectable } from '@nestjs/common';

import { CLOCK } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { BackfillReason } from '../../database/entities/backfill.entity.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import { BackfillRequests } from './backfill-requests.ts';
import { hours, minutes } from '../../shared/clock/durations.ts';
import { sql } from '../../database/sql/sql.ts';

/** Every connection has a backfill at least this often. */
const intervalMs = 24 * hours;

/** How often to check whose turn it is. Milliseconds. */
const checkEveryMs = 15 * minutes;

/**
 * Requests a backfill of each connection once a day, and of all of them at startup: what arrived
 * while the relay was down was missed.
 */
@Injectable()
export class BackfillCheckHandler implements JobHandler {
  readonly kind = 'backfill-check';
  readonly atOnce = 1;
  readonly recurring = true;
  #isFirst = true;
  readonly #startedAt: number;

  constructor(
    private readonly database: Database,
    private readonly requests: BackfillRequests,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#startedAt = clock.now();
  }

  async run({ signal }: { readonly signal: AbortSignal }): Promise<JobResult> {
    const now = this.clock.now();
    const [reason, olderThan] = this.#isFirst
      ? (['returned', this.#startedAt] as const)
      : (['interval', now - intervalMs] as const);
    await this.#requestAll({ reason, olderThan, now, signal });
    this.#isFirst = false;
    return { dueAt: this.clock.now() + checkEveryMs };
  }

  /**
   * Requests one for each connection that has had none since a given time; those that a clock that
   * was ahead has dated in the future do not count.
   */
  async #requestAll(options: {
    readonly reason: Exclude<BackfillReason, 'manual'>;
    readonly olderThan: number;
    readonly now: number;
    readonly signal: AbortSignal;
  }): Promise<void> {
    const { reason, olderThan, now, signal } = options;
    const rows = await this.database.read((transaction) =>
      transaction.all<{ connectionId: string }>(
        // The newest backfill of each and an open one are looked up: there may be many others.
        sql`SELECT "c"."id" AS "connectionId" FROM "connections" AS "c"
         WHERE "c"."deleted_at" IS NULL AND "c"."created_at" <= ${olderThan}
           AND COALESCE((
             SELECT "b"."created_at" FROM "backfills" AS "b"
             WHERE "b"."connection_id" IN ("c"."id", "c"."id") AND "b"."created_at" <= ${now}
             ORDER BY "b"."connection_id" DESC, "b"."id" DESC LIMIT 1), 0) <= ${olderThan}
           AND NOT EXISTS (
             SELECT 1 FROM "backfills" AS "b"
             WHERE "b"."connection_id" = "c"."id" AND "b"."finished_at" IS NULL)
         ORDER BY "c"."id"`,
      ),
    );
    for (const { connectionId } of rows) {
      signal.throwIfAborted();
      await this.requests.automatic({ connectionId, reason });
    }
  }
}
