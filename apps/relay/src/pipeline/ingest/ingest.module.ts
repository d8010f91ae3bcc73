import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import type { JobStore } from '../../jobs/job-store.ts';
import { CLOCK, DELIVERY_QUEUE, INBOX, JOB_STORE, LOGGER, TRACER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import type { InboxWriter } from '../../database/inbox/inbox.ts';
import { ConnectionStore } from '../../database/stores/connection-store.ts';
import { Metrics } from '../../operations/metrics/metrics.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import { UnconfirmedIntake } from '../unconfirmed/unconfirmed-intake.ts';
import { defaultLimits } from '../unconfirmed/limits.ts';
import { UnconfirmedStore } from '../unconfirmed/unconfirmed-store.ts';
import { SourceRegistry } from '../../sources/source-registry.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { ConnectionSignals } from '../log/connection-signals.ts';
import { EventLog } from '../log/event-log.ts';
import { HoldHandler } from '../log/hold-handler.ts';
import { LogReporter } from '../log/log-reporter.ts';
import { OperationalLog } from '../operational/operational-log.ts';
import { ProjectorSignal } from '../project/projector-signal.ts';
import { QuarantineReader } from '../quarantine/quarantine-reader.ts';
import { QuarantineIntake } from '../quarantine/quarantine-intake.ts';
import { IngestConnections } from './ingest-connections.ts';
import { IngestLoad } from './ingest-load.ts';
import { IngestService } from './ingest.service.ts';

/** From this many requests waiting for one commit, creating events gives way to responding. */
const floodRequests = 96;

@Module({
  providers: [
    LogReporter,
    HoldHandler,
    {
      provide: EventLog,
      inject: [Database, SourceRegistry, DELIVERY_QUEUE, JOB_STORE, CLOCK, TRACER, LogReporter],
      useFactory: (
        database: Database,
        sources: SourceRegistry,
        queue: DeliveryQueue,
        jobs: JobStore,
        clock: Clock,
        tracer: Tracer,
        reporter: LogReporter,
      ) =>
        new EventLog({
          database,
          sources,
          queue,
          jobs,
          clock,
          tracer,
          onCommit: (commit) => reporter.onCommit(commit),
        }),
    },
    {
      provide: QuarantineIntake,
      inject: [Database, OperationalLog, Metrics],
      useFactory: (database: Database, operational: OperationalLog, metrics: Metrics) =>
        new QuarantineIntake({
          database,
          operational,
          onAdded: (added) => metrics.countQuarantined(added),
        }),
    },
    {
      provide: UnconfirmedIntake,
      inject: [UnconfirmedStore, Database, JOB_STORE, Metrics, LOGGER],
      useFactory: (
        store: UnconfirmedStore,
        database: Database,
        jobs: JobStore,
        metrics: Metrics,
        logger: Logger,
      ) =>
        new UnconfirmedIntake({
          store,
          database,
          jobs,
          limits: defaultLimits,
          onCommit: (group) => metrics.observeCommit(group),
          onEvicted: (evicted) =>
            logger.warn(
              evicted,
              'too many activities are waiting to be confirmed; some that the vendor had denied were dropped to make room',
            ),
        }),
    },
    {
      provide: QuarantineReader,
      inject: [Database, ConnectionStore, SourceRegistry, EventLog, UnconfirmedIntake],
      useFactory: (
        database: Database,
        store: ConnectionStore,
        sources: SourceRegistry,
        log: EventLog,
        unconfirmed: UnconfirmedIntake,
      ) => new QuarantineReader({ database, store, sources, log, unconfirmed }),
    },
    {
      provide: IngestService,
      inject: [
        ConnectionStore,
        Database,
        SourceRegistry,
        INBOX,
        ProjectorSignal,
        UnconfirmedIntake,
        QuarantineIntake,
        CLOCK,
        LOGGER,
        Metrics,
        ConnectionSignals,
        IngestLoad,
        TRACER,
      ],
      useFactory: (
        store: ConnectionStore,
        database: Database,
        sources: SourceRegistry,
        inbox: InboxWriter,
        signal: ProjectorSignal,
        unconfirmed: UnconfirmedIntake,
        quarantine: QuarantineIntake,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
        signals: ConnectionSignals,
        load: IngestLoad,
        tracer: Tracer,
      ) =>
        new IngestService({
          connections: new IngestConnections({ database, store, clock }),
          store,
          database,
          sources,
          inbox,
          unconfirmed,
          quarantine,
          clock,
          logger,
          tracer,
          load,
          onAppended: ({ requests }) => {
            if (requests >= floodRequests) signal.flooded();
            signal.notify();
          },
          onCommit: (group) => metrics.observeCommit(group),
          onActivities: (activities) => metrics.countActivities(activities),
          onRefused: (refused) => signals.emit({ ...refused, outcome: 'refused' }),
        }),
    },
  ],
  exports: [EventLog, HoldHandler, IngestService, LogReporter, QuarantineReader],
})
export class IngestModule {}
