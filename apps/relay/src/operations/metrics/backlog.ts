import { Inject, Injectable, Optional } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';

import { CLOCK, INBOX } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { InboxWriter } from '../../database/inbox/inbox.ts';
import { readBacklog } from '../../database/tables/flow-counts.ts';
import { countQuarantined } from '../../database/tables/quarantine.ts';
import { purgedKinds, readRetention } from '../retention/retention-state.ts';
import { Metrics } from './metrics.ts';
import { sql } from '../../database/sql/sql.ts';

const subscriptionStatuses = ['active', 'paused', 'disabled', 'released'] as const;

/** Pending work, read from the database on each scrape of the metrics. */
@Injectable()
export class Backlog implements OnModuleInit {
  constructor(
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
    @Optional() @Inject(INBOX) private readonly inbox?: InboxWriter,
  ) {}

  onModuleInit(): void {
    const { inbox } = this;
    const gauges = [
      ...(inbox === undefined
        ? []
        : [
            gauge({
              name: 'invoice_relay_inbox_waiting',
              help: 'Acknowledged requests that are not events yet. If it keeps rising, no process creates events, or it cannot.',
              read: async () => [[{}, await inbox.countWaiting()]],
            }),
          ]),
      gauge({
        name: 'invoice_relay_deliveries_pending',
        help: 'Pending deliveries, including those of paused and disabled subscriptions.',
        read: async () => {
          const { pending = 0 } = await this.database.read((tx) => readBacklog(tx));
          return [[{}, pending]];
        },
      }),
      gauge({
        name: 'invoice_relay_oldest_due_delivery_age_seconds',
        help: 'How long the most overdue delivery has been due; 0 when none is due.',
        read: async () => [[{}, await this.oldestDueAge()]],
      }),
      gauge({
        name: 'invoice_relay_subscriptions',
        help: 'Subscriptions by status.',
        labelNames: ['status'],
        read: async () => {
          const counts = await this.subscriptions();
          return subscriptionStatuses.map((status) => [{ status }, counts.get(status) ?? 0]);
        },
      }),
      gauge({
        name: 'invoice_relay_quarantine',
        help: 'Requests and activities in the quarantine, by reason.',
        labelNames: ['reason'],
        read: async () => {
          const counts = await this.database.read((tx) => countQuarantined(tx));
          return counts.map(({ reason, count }) => [{ reason }, count]);
        },
      }),
      gauge({
        name: 'invoice_relay_purged_rows',
        help: 'Rows purged because of their age, by kind: together with the existing rows, the total ever created.',
        labelNames: ['what'],
        read: async () => {
          const { purged } = await this.database.read(readRetention);
          return purgedKinds.map((what) => [{ what }, purged[what] ?? 0]);
        },
      }),
    ];
    for (const one of gauges) this.metrics.registry.registerMetric(one);
  }

  /**
   * In seconds. One lookup in the index of due lanes per subscription and priority, however many
   * deliveries are waiting.
   */
  async oldestDueAge(): Promise<number> {
    const [row] = await this.database.read((transaction) =>
      transaction.all<{ due: number | null }>(
        sql`SELECT MIN("due") AS "due" FROM (
           SELECT (
             SELECT "due_at" FROM "lanes"
             WHERE "subscription_id" = "s"."id" AND "priority" = "kind"."priority"
               AND "priority" >= 0
             ORDER BY "due_at" LIMIT 1
           ) AS "due"
           FROM "subscriptions" AS "s", (SELECT 0 AS "priority" UNION ALL SELECT 1 UNION ALL SELECT 2) AS "kind"
           WHERE "s"."status" = 'active' AND "s"."deleted_at" IS NULL
         ) AS "heads"`,
      ),
    );
    const due = row?.due ?? null;
    return due === null ? 0 : Math.max(0, (this.clock.now() - Number(due)) / 1_000);
  }

  async subscriptions(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.read((transaction) =>
      transaction.all<{ status: string; count: number }>(
        sql`SELECT "status", COUNT(*) AS "count" FROM "subscriptions"
         WHERE "deleted_at" IS NULL GROUP BY "status"`,
      ),
    );
    return new Map(rows.map(({ status, count }) => [status, Number(count)]));
  }
}

/** A value, and the labels that it has. */
type Labeled = readonly [labels: Readonly<Record<string, string>>, value: number];

function gauge(options: {
  readonly name: string;
  readonly help: string;
  readonly labelNames?: readonly string[];
  readonly read: () => Promise<readonly Labeled[]>;
}): Gauge {
  const { name, help, labelNames = [], read } = options;
  return new Gauge({
    name,
    help,
    labelNames,
    registers: [],
    async collect() {
      try {
        const values = await read();
        // What is no longer among them must not keep its last value.
        this.reset();
        for (const [labels, value] of values) this.set(labels, value);
      } catch {
        // A failing database is no reason to withhold the other metrics.
        if (labelNames.length === 0) this.remove();
        else this.reset();
      }
    },
  });
}
