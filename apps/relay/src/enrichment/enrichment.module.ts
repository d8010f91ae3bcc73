import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, DELIVERY_QUEUE, LOGGER } from '../app/tokens.ts';
import type { Clock } from '../clock/clock.ts';
import { Database } from '../database/database.ts';
import type { DeliveryQueue } from '../queue/delivery-queue.ts';
import { Wake } from '../queue/wake.ts';
import { VendorAccess, VendorModule } from '../vendor/index.ts';
import { Enricher } from './enricher.ts';
import { EnrichmentStore } from './enrichment-store.ts';

@Module({
  imports: [VendorModule],
  providers: [
    {
      provide: Enricher,
      inject: [Database, DELIVERY_QUEUE, Wake, VendorAccess, CLOCK, LOGGER],
      useFactory: (
        database: Database,
        queue: DeliveryQueue,
        wake: Wake,
        vendors: VendorAccess,
        clock: Clock,
        logger: Logger,
      ) =>
        new Enricher({
          store: new EnrichmentStore({ database, queue, wake }),
          vendors,
          wake,
          clock,
          logger,
        }),
    },
  ],
  exports: [Enricher],
})
export class EnrichmentModule {}
