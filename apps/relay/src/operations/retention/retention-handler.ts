import { setTimeout } from 'node:timers/promises';

import { Inject, Injectable } from '@nestjs/common';

import { Database } from '../../database/database.ts';
import { sql } from '../../database/sql/sql.ts';
import { purgeResponses } from '../../database/tables/idempotency.ts';
import { purgeSessions } from '../../database/tables/sessions.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { days, hours } from '../../shared/clock/durations.ts';
import { CLOCK, CONFIG } from '../../shared/tokens.ts';
import type { RelayConfig } from '../config/config.ts';
import { activities, answers, deliveries, events } from './purge-rows.ts';
import type { RetentionRule } from './purge-rows.ts';
import { readRetention, recordPurge } from './retention-state.ts';
import { StepSize } from '../../database/step-size.ts';

/** After this many steps, others get a turn. */
const stepsPerRun = 200;

/** Milliseconds. */
const pauseMs = 1_000;
const everyMs = 1 * hours;

/** Purges what has reached its maximum age, in small steps. */
@Injectable()
export class RetentionHandler implements JobHandler {
  readonly kind = 'retention';
  readonly atOnce = 1;
  readonly recurring = true;
  readonly #sessionIdleMs: number;
  readonly #keepEventsMs: number;
  readonly #size = new StepSize();
  readonly #rules: readonly { readonly rule: RetentionRule; readonly keepMs: number }[];

  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CONFIG) config: Pick<RelayConfig, 'retentionDays' | 'sessions'>,
  ) {
    const { retentionDays } = config;
    this.#sessionIdleMs = config.sessions.idleMs;
    this.#keepEventsMs = retentionDays.events * days;
    // Deliveries before events: an event is purged once none of its deliveries is left.
    this.#rules = [
      { rule: answers, keepMs: retentionDays.answers * days },
      { rule: deliveries, keepMs: retentionDays.deliveries * days },
      { rule: activities, keepMs: retentionDays.activities * days },
      { rule: events, keepMs: retentionDays.events * days },
    ].filter(({ keepMs }) => keepMs > 0);
  }

  async run({ signal }: { readonly signal: AbortSignal }): Promise<JobResult> {
    await this.database.write(async (tx) => {
      const now = this.clock.now();
      await tx.run(sql`DELETE FROM "rotated_secrets" WHERE "valid_until" <= ${now}`);
      await purgeSessions(tx, { now, idleMs: this.#sessionIdleMs });
      await purgeResponses(tx, { now });
    });
    let steps = 0;
    for (const { rule, keepMs } of this.#rules) {
      const before = this.clock.now() - keepMs;
      for (;;) {
        const { hasMore, tookMs } = await this.#step(rule, before);
        if (!hasMore) break;
        await setTimeout(this.#size.took(tookMs));
        signal.throwIfAborted();
        steps += 1;
        if (steps >= stepsPerRun) return { dueAt: this.clock.now() + pauseMs };
      }
    }
    return { dueAt: this.clock.now() + everyMs };
  }

  /** @returns whether there may be more, and how long the database was held, in milliseconds */
  #step(
    { table, step }: RetentionRule,
    before: number,
  ): Promise<{ readonly hasMore: boolean; readonly tookMs: number }> {
    const limit = this.#size.rows;
    const now = this.clock.now();
    const eventsBefore = this.#keepEventsMs > 0 ? now - this.#keepEventsMs : undefined;
    return this.database.write(async (tx) => {
      const startedAt = performance.now();
      const { cursors, restarts } = await readRetention(tx);
      const after = cursors[table] ?? 0;
      const { cursor, restartedAt, purged, hasMore } = await step(tx, {
        cursor: after,
        restartedAt: restarts[table] ?? 0,
        limit,
        before,
        eventsBefore,
        now,
      });
      const isNews = cursor !== after || Object.values(purged).some((count) => count > 0);
      if (isNews) await recordPurge(tx, { table, cursor, restartedAt, purged });
      return { hasMore, tookMs: performance.now() - startedAt };
    });
  }
}
