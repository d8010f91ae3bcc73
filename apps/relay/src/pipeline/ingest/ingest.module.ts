import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, DELIVERY_QUEUE, JOB_STORE, LOGGER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { UnconfirmedIntake } from '../../vendor/confirmation/unconfirmed-intake.ts';
import { UnconfirmedModule } from '../../vendor/confirmation/unconfirmed.module.ts';
import { ConnectionsModule, ConnectionStore } from '../../http/resources/connections/index.ts';
import { Database } from '../../database/database.ts';
import { Metrics, MetricsModule } from '../../operations/metrics/index.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { Wake } from '../lanes/wake.ts';
import { SourceRegistry } from '../../vendor/sources/source-registry.ts';
import {
  SubscriptionsModule,
  SubscriptionStore,
} from '../../http/resources/subscriptions/index.ts';
import { Contacts } from '../log/contacts.ts';
import { EventLog } from '../log/event-log.ts';
import { IngestController } from './ingest.controller.ts';
import { IngestService } from './ingest.service.ts';

@Module({
  imports: [ConnectionsModule, SubscriptionsModule, MetricsModule, UnconfirmedModule],
  controllers: [IngestController],
  providers: [
    Contacts,
    {
      provide: EventLog,
      inject: [
        Database,
        ConnectionStore,
        SubscriptionStore,
        DELIVERY_QUEUE,
        JOB_STORE,
        Wake,
        Contacts,
      ],
      useFactory: (
        database: Database,
        connections: ConnectionStore,
        subscriptions: SubscriptionStore,
        queue: DeliveryQueue,
        jobs: JobStore,
        wake: Wake,
        contacts: Contacts,
      ) => new EventLog({ database, connections, subscriptions, queue, jobs, wake, contacts }),
    },
    {
      provide: IngestService,
      inject: [
        ConnectionStore,
        SourceRegistry,
        EventLog,
        UnconfirmedIntake,
        CLOCK,
        LOGGER,
        Metrics,
        Contacts,
      ],
      useFactory: (
        connections: ConnectionStore,
        sources: SourceRegistry,
        log: EventLog,
        unconfirmed: UnconfirmedIntake,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
        contacts: Contacts,
      ) =>
        new IngestService({
          connections,
          sources,
          log,
          unconfirmed,
          clock,
          logger,
          onCommit: (group) => metrics.observeCommit(group),
          onActivities: (activities) => metrics.countActivities(activities),
          onRefused: (refused) => contacts.tell({ ...refused, outcome: 'refused' }),
        }),
    },
  ],
  exports: [Contacts, EventLog, IngestService],
})
export class IngestModule {}
