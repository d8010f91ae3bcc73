import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, JOB_STORE, LOGGER } from '../../shared/tokens.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { ConnectionSignals } from '../../pipeline/log/connection-signals.ts';
import { EventLog } from '../../pipeline/log/event-log.ts';
import { IngestModule } from '../../pipeline/ingest/ingest.module.ts';
import { VendorAccess } from '../access/vendor-access.ts';
import { VendorModule } from '../access/vendor.module.ts';
import { VendorHealth } from '../health/vendor-health.ts';
import { PollMemoryPurgeHandler } from './poll-memory-purge-handler.ts';
import { PollMetrics } from './poll-metrics.ts';
import { PollPace } from './poll-pace.ts';
import { PollStore } from './poll-store.ts';
import { PollHandler } from './poll-handler.ts';

@Module({
  imports: [IngestModule, VendorModule],
  providers: [
    PollMetrics,
    {
      provide: PollHandler,
      inject: [
        Database,
        EventLog,
        VendorAccess,
        JOB_STORE,
        CLOCK,
        LOGGER,
        PollMetrics,
        VendorHealth,
        ConnectionSignals,
      ],
      useFactory: (
        database: Database,
        log: EventLog,
        vendor: VendorAccess,
        jobs: JobStore,
        clock: Clock,
        logger: Logger,
        metrics: PollMetrics,
        health: VendorHealth,
        signals: ConnectionSignals,
      ) => {
        const store = new PollStore({ database, log, clock, jobs, health });
        const pace = new PollPace({ clock });
        signals.onDeleted((id) => pace.forget(id));
        return new PollHandler({ database, store, vendor, pace, clock, logger, metrics });
      },
    },
    {
      provide: PollMemoryPurgeHandler,
      inject: [Database, CLOCK],
      useFactory: (database: Database, clock: Clock) =>
        new PollMemoryPurgeHandler({ database, clock }),
    },
  ],
  exports: [PollHandler, PollMemoryPurgeHandler],
})
export class PollingModule {}
