import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, DELIVERY_QUEUE, JOB_STORE, LOGGER, TRACER } from '../../shared/tokens.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { DeliveryQueue } from '../../pipeline/lanes/delivery-queue.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import { VendorAccess } from '../access/vendor-access.ts';
import { VendorModule } from '../access/vendor.module.ts';
import { VendorHealth } from '../health/vendor-health.ts';
import { EnrichmentHandler } from './enrichment-handler.ts';
import { EnrichmentStore } from './enrichment-store.ts';

@Module({
  imports: [VendorModule],
  providers: [
    {
      provide: EnrichmentHandler,
      inject: [
        Database,
        DELIVERY_QUEUE,
        JOB_STORE,
        VendorAccess,
        VendorHealth,
        CLOCK,
        LOGGER,
        TRACER,
      ],
      useFactory: (
        database: Database,
        queue: DeliveryQueue,
        jobs: JobStore,
        vendors: VendorAccess,
        health: VendorHealth,
        clock: Clock,
        logger: Logger,
        tracer: Tracer,
      ) =>
        new EnrichmentHandler({
          store: new EnrichmentStore({ database, queue }),
          jobs,
          vendors,
          health,
          clock,
          logger,
          tracer,
        }),
    },
  ],
  exports: [EnrichmentHandler],
})
export class EnrichmentModule {}
