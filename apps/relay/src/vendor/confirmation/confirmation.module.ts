import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, LOGGER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { EventLog } from '../../pipeline/log/event-log.ts';
import { IngestModule } from '../../pipeline/ingest/ingest.module.ts';
import { Metrics, MetricsModule } from '../../operations/metrics/index.ts';
import { VendorAccess, VendorModule } from '../access/index.ts';
import { Asker } from './asker.ts';
import { ConfirmationHandler } from './confirmation-handler.ts';
import { ConfirmationPurgeHandler } from './confirmation-purge-handler.ts';
import { defaultLimits as limits } from './limits.ts';
import { OutagesModule } from './outages.module.ts';
import { Outages } from './outages.ts';
import { Settler } from './settler.ts';
import { UnconfirmedModule } from './unconfirmed.module.ts';
import { UnconfirmedStore } from './unconfirmed-store.ts';

@Module({
  imports: [IngestModule, MetricsModule, OutagesModule, UnconfirmedModule, VendorModule],
  providers: [
    {
      provide: Settler,
      inject: [Database, UnconfirmedStore, EventLog, CLOCK, LOGGER, Metrics],
      useFactory: (
        database: Database,
        store: UnconfirmedStore,
        log: EventLog,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
      ) =>
        new Settler({
          database,
          store,
          log,
          clock,
          logger,
          limits,
          onVerdict: (verdict) => metrics.countActivities(verdict),
        }),
    },
    {
      provide: Asker,
      inject: [UnconfirmedStore, Settler, VendorAccess, Outages, CLOCK, LOGGER],
      useFactory: (
        store: UnconfirmedStore,
        settler: Settler,
        vendors: VendorAccess,
        outages: Outages,
        clock: Clock,
        logger: Logger,
      ) => new Asker({ store, settler, vendors, outages, clock, logger, limits }),
    },
    {
      provide: ConfirmationHandler,
      inject: [Asker, UnconfirmedStore, Outages, CLOCK, LOGGER],
      useFactory: (
        asker: Asker,
        store: UnconfirmedStore,
        outages: Outages,
        clock: Clock,
        logger: Logger,
      ) => new ConfirmationHandler({ asker, store, outages, clock, logger }),
    },
    {
      provide: ConfirmationPurgeHandler,
      inject: [UnconfirmedStore, CLOCK],
      useFactory: (store: UnconfirmedStore, clock: Clock) =>
        new ConfirmationPurgeHandler({ store, clock, limits }),
    },
  ],
  exports: [ConfirmationHandler, ConfirmationPurgeHandler],
})
export class ConfirmationModule {}
