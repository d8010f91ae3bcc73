import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, LOGGER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { EventLog } from '../../pipeline/log/event-log.ts';
import { IngestModule } from '../../pipeline/ingest/ingest.module.ts';
import { VendorAccess } from '../access/vendor-access.ts';
import { VendorModule } from '../access/vendor.module.ts';
import { VendorHealth } from '../health/vendor-health.ts';
import { BackfillMetrics } from './backfill-metrics.ts';
import { BackfillRequests } from './backfill-requests.ts';
import { BackfillRun } from './backfill-run.ts';
import { BackfillHandler } from './backfill-handler.ts';
import { BackfillStore } from './backfill-store.ts';
import { BackfillTriggers } from './backfill-triggers.ts';
import { BackfillCheckHandler } from './backfill-check-handler.ts';
import { BackfillAppender } from './backfill-appender.ts';

@Module({
  imports: [IngestModule, VendorModule],
  providers: [
    BackfillCheckHandler,
    BackfillMetrics,
    BackfillRequests,
    BackfillTriggers,
    {
      provide: BackfillHandler,
      inject: [Database, EventLog, VendorAccess, VendorHealth, CLOCK, LOGGER, BackfillMetrics],
      useFactory: (
        database: Database,
        log: EventLog,
        vendor: VendorAccess,
        health: VendorHealth,
        clock: Clock,
        logger: Logger,
        metrics: BackfillMetrics,
      ) => {
        const store = new BackfillStore({ database, clock, log });
        const appender = new BackfillAppender({ database, log, clock });
        const run = new BackfillRun({ store, appender, vendor, health, clock, logger, metrics });
        return new BackfillHandler({ store, run });
      },
    },
  ],
  exports: [BackfillCheckHandler, BackfillHandler, BackfillRequests, BackfillTriggers],
})
export class BackfillModule {}
