import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, LOGGER, TRACER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { ConnectionSignals } from '../../pipeline/log/connection-signals.ts';
import { EventLog } from '../../pipeline/log/event-log.ts';
import { IngestModule } from '../../pipeline/ingest/ingest.module.ts';
import { Metrics } from '../../operations/metrics/metrics.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import { VendorAccess } from '../access/vendor-access.ts';
import { VendorModule } from '../access/vendor.module.ts';
import { ConfirmationRound } from './confirmation-round.ts';
import { registerUnconfirmedMetrics } from './confirmation-metrics.ts';
import { ConfirmationHandler } from './confirmation-handler.ts';
import { ConfirmationPurgeHandler } from './confirmation-purge-handler.ts';
import { defaultLimits as limits } from '../../pipeline/unconfirmed/limits.ts';
import { VendorHealth } from '../health/vendor-health.ts';
import { Outages } from './outages.ts';
import { VerdictRecorder } from './verdict-recorder.ts';
import { UnconfirmedStore } from '../../pipeline/unconfirmed/unconfirmed-store.ts';

@Module({
  imports: [IngestModule, VendorModule],
  providers: [
    Outages,
    {
      provide: VerdictRecorder,
      inject: [Database, UnconfirmedStore, EventLog, CLOCK, LOGGER, TRACER, Metrics],
      useFactory: (
        database: Database,
        store: UnconfirmedStore,
        log: EventLog,
        clock: Clock,
        logger: Logger,
        tracer: Tracer,
        metrics: Metrics,
      ) =>
        new VerdictRecorder({
          database,
          store,
          log,
          clock,
          logger,
          tracer,
          limits,
          onVerdict: (verdict) => metrics.countActivities(verdict),
        }),
    },
    {
      provide: ConfirmationRound,
      inject: [
        UnconfirmedStore,
        VerdictRecorder,
        VendorAccess,
        Outages,
        VendorHealth,
        CLOCK,
        LOGGER,
        ConnectionSignals,
      ],
      useFactory: (
        store: UnconfirmedStore,
        verdicts: VerdictRecorder,
        vendors: VendorAccess,
        outages: Outages,
        health: VendorHealth,
        clock: Clock,
        logger: Logger,
        signals: ConnectionSignals,
      ) => {
        const asked = { store, verdicts, vendors, outages, health };
        const round = new ConfirmationRound({ ...asked, clock, logger, limits });
        signals.onDeleted((id) => round.forget(id));
        return round;
      },
    },
    {
      provide: ConfirmationHandler,
      inject: [ConfirmationRound, UnconfirmedStore, Outages, CLOCK, LOGGER],
      useFactory: (
        round: ConfirmationRound,
        store: UnconfirmedStore,
        outages: Outages,
        clock: Clock,
        logger: Logger,
      ) => new ConfirmationHandler({ round, store, outages, clock, logger }),
    },
    {
      provide: ConfirmationPurgeHandler,
      inject: [Database, UnconfirmedStore, CLOCK],
      useFactory: (database: Database, store: UnconfirmedStore, clock: Clock) =>
        new ConfirmationPurgeHandler({ database, store, clock, limits }),
    },
  ],
  exports: [ConfirmationHandler, ConfirmationPurgeHandler],
})
export class ConfirmationModule {
  constructor(metrics: Metrics, store: UnconfirmedStore) {
    registerUnconfirmedMetrics({ metrics, store });
  }
}
