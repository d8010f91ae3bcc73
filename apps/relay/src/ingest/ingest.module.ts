import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, DELIVERY_QUEUE, LOGGER } from '../app/tokens.ts';
import type { Clock } from '../clock/clock.ts';
import { ConnectionsModule, ConnectionStore } from '../connections/index.ts';
import { Database } from '../database/database.ts';
import { Metrics, MetricsModule } from '../metrics/index.ts';
import type { DeliveryQueue } from '../queue/delivery-queue.ts';
import { Wake } from '../queue/wake.ts';
import { SourceRegistry } from '../sources/source-registry.ts';
import { SubscriptionsModule, SubscriptionStore } from '../subscriptions/index.ts';
import { EventLog } from './event-log.ts';
import { IngestController } from './ingest.controller.ts';
import { IngestService } from './ingest.service.ts';

@Module({
  imports: [ConnectionsModule, SubscriptionsModule, MetricsModule],
  controllers: [IngestController],
  providers: [
    {
      provide: EventLog,
      inject: [Database, ConnectionStore, SubscriptionStore, DELIVERY_QUEUE, Wake],
      useFactory: (
        database: Database,
        connections: ConnectionStore,
        subscriptions: SubscriptionStore,
        queue: DeliveryQueue,
        wake: Wake,
      ) => new EventLog({ database, connections, subscriptions, queue, wake }),
    },
    {
      provide: IngestService,
      inject: [ConnectionStore, SourceRegistry, EventLog, CLOCK, LOGGER, Metrics],
      useFactory: (
        connections: ConnectionStore,
        sources: SourceRegistry,
        log: EventLog,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
      ) =>
        new IngestService({
          connections,
          sources,
          log,
          clock,
          logger,
          onCommit: (group) => metrics.observeCommit(group),
          onActivities: (activities) => metrics.countActivities(activities),
        }),
    },
  ],
  exports: [IngestService],
})
export class IngestModule {}
