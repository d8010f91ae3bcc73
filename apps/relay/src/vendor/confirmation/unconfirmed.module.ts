import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, JOB_STORE, LOGGER } from '../../shared/tokens.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { Metrics, MetricsModule } from '../../operations/metrics/index.ts';
import { showUnconfirmed } from './confirmation-metrics.ts';
import { defaultLimits } from './limits.ts';
import { UnconfirmedIntake } from './unconfirmed-intake.ts';
import { UnconfirmedStore } from './unconfirmed-store.ts';

/** Where ingest leaves what is still to be confirmed. */
@Module({
  imports: [MetricsModule],
  providers: [
    {
      provide: UnconfirmedStore,
      inject: [Database, Metrics],
      useFactory: (database: Database, metrics: Metrics) => {
        const store = new UnconfirmedStore(database);
        showUnconfirmed({ metrics, store });
        return store;
      },
    },
    {
      provide: UnconfirmedIntake,
      inject: [UnconfirmedStore, Database, JOB_STORE, CLOCK, Metrics, LOGGER],
      useFactory: (
        store: UnconfirmedStore,
        database: Database,
        jobs: JobStore,
        clock: Clock,
        metrics: Metrics,
        logger: Logger,
      ) =>
        new UnconfirmedIntake({
          store,
          database,
          jobs,
          clock,
          limits: defaultLimits,
          onCommit: (group) => metrics.observeCommit(group),
          onEvicted: (evicted) =>
            logger.warn(
              evicted,
              'too many activities wait to be confirmed; some that were denied made room',
            ),
        }),
    },
  ],
  exports: [UnconfirmedStore, UnconfirmedIntake],
})
export class UnconfirmedModule {}
