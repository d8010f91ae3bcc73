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
import { Confirmer } from './confirmer.ts';
import { defaultLimits as limits } from './limits.ts';
import { OutagesModule } from './outages.module.ts';
import { Outages } from './outages.ts';
import { Settler } from './settler.ts';
import { UnconfirmedIntake } from './unconfirmed-intake.ts';
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
      provide: Confirmer,
      inject: [Asker, UnconfirmedStore, Outages, UnconfirmedIntake, CLOCK, LOGGER],
      useFactory: (
        asker: Asker,
        store: UnconfirmedStore,
        outages: Outages,
        { kept: wake }: UnconfirmedIntake,
        clock: Clock,
        logger: Logger,
      ) => new Confirmer({ asker, store, outages, wake, clock, logger, limits }),
    },
  ],
  exports: [Confirmer],
})
export class ConfirmationModule {}
