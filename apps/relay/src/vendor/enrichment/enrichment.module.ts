import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, DELIVERY_QUEUE, LOGGER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { DeliveryQueue } from '../../pipeline/lanes/delivery-queue.ts';
import { Wake } from '../../pipeline/lanes/wake.ts';
import { VendorAccess, VendorModule } from '../access/index.ts';
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
