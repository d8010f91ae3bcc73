import { Inject, Injectable } from '@nestjs/common';

import { minutes, seconds } from '../../shared/clock/durations.ts';
import { Database } from '../../database/database.ts';
import { fewLatest } from '../../database/tables/connection-log.ts';
import {
  lastReceivedAt,
  setSilenceReportedAt,
  watchedConnections,
} from '../../database/tables/silent-connections.ts';
import type { WatchedConnection } from '../../database/tables/silent-connections.ts';
import type { Transaction } from '../../database/transaction.ts';
import type { JobHandler, JobResult } from '../../jobs/job-runner.ts';
import {
  connectionActiveAgain,
  connectionSilent,
} from '../../pipeline/operational/connection-events.ts';
import { OperationalLog } from '../../pipeline/operational/operational-log.ts';
import { reportQuarantinedSinceLast } from '../../pipeline/operational/report-quarantined.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { CLOCK } from '../../shared/tokens.ts';

/** How late the relay may notice that nothing arrived. Milliseconds. */
const lookEveryMs = 1 * minutes;

/**
 * Checks once a minute for what causes no event of its own: connections that have become silent, or
 * active again, and what was quarantined since the last report.
 */
@Injectable()
export class ConnectionWatchHandler implements JobHandler {
  readonly kind = 'connection-watch';
  readonly atOnce = 1;
  readonly recurring = true;

  constructor(
    private readonly database: Database,
    private readonly log: OperationalLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async run(): Promise<JobResult> {
    const now = this.clock.now();
    await this.database.write(async (tx) => {
      await reportQuarantinedSinceLast(tx, { log: this.log, now });
      for (const connection of await watchedConnections(tx)) {
        await this.#look(tx, { connection, now });
      }
    });
    return { dueAt: now + lookEveryMs };
  }

  async #look(
    tx: Transaction,
    options: { readonly connection: WatchedConnection; readonly now: number },
  ): Promise<void> {
    const { connection, now } = options;
    const { id: connectionId, silentAfterSeconds, silenceReportedAt } = connection;
    if (silenceReportedAt === null) {
      if (silentAfterSeconds === null) return;
      const lastSilentAt = now - silentAfterSeconds * seconds;
      if (connection.lastReceivedAt > lastSilentAt) return;
      const receivedAt = (await lastReceivedAt(tx, { connectionId })) ?? connection.lastReceivedAt;
      if (receivedAt > lastSilentAt) return;
      await setSilenceReportedAt(tx, { connectionId, at: now });
      const events = [
        connectionSilent(connection, {
          lastReceivedAt: receivedAt,
          silentAfterSeconds,
        }),
      ];
      await this.log.append(tx, { events, now });
      return;
    }
    // Few are silent at a time.
    const latest = await lastReceivedAt(tx, { connectionId, latest: fewLatest });
    if ((latest ?? connection.lastReceivedAt) > silenceReportedAt) {
      await setSilenceReportedAt(tx, { connectionId, at: null });
      await this.log.append(tx, {
        events: [connectionActiveAgain(connection, { silentSince: silenceReportedAt })],
        now,
      });
    } else if (silentAfterSeconds === null) {
      // Nobody monitors it any more.
      await setSilenceReportedAt(tx, { connectionId, at: null });
    }
  }
}
