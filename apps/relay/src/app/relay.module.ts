import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';

import { ApiKeysModule } from '../http/resources/api-keys/api-keys.module.ts';
import { ApiModule } from '../http/index.ts';
import { BackfillsModule } from '../http/resources/backfills/backfills.module.ts';
import { ConfirmationModule } from '../upstream/confirmation/confirmation.module.ts';
import { ConnectionTestsModule } from '../http/resources/connection-tests/connection-tests.module.ts';
import { ConnectionsModule } from '../http/resources/connections/connections.module.ts';
import { DeliveriesModule } from '../http/resources/deliveries/deliveries.module.ts';
import { DetectionModule } from '../http/resources/signature-detections/detection.module.ts';
import { DispatchModule } from '../pipeline/dispatch/dispatch.module.ts';
import { EnrichmentModule } from '../upstream/enrichment/enrichment.module.ts';
import { EventTypesModule } from '../http/resources/event-types/event-types.module.ts';
import { EventsModule } from '../http/resources/events/events.module.ts';
import { HealthModule } from '../http/resources/health/health.module.ts';
import { IngestModule } from '../pipeline/ingest/ingest.module.ts';
import { MetricsEndpointModule } from '../http/resources/metrics/metrics-endpoint.module.ts';
import { MetricsModule } from '../operations/metrics/metrics.module.ts';
import { OverviewModule } from '../http/resources/overview/overview.module.ts';
import { PollsModule } from '../http/resources/polls/polls.module.ts';
import { JobsModule } from './jobs.module.ts';
import { QuarantineModule } from '../http/resources/quarantine/quarantine.module.ts';
import { ReplaysModule } from '../http/resources/replays/replays.module.ts';
import { SessionModule } from '../http/resources/session/session.module.ts';
import { SourcesModule } from '../http/resources/sources/sources.module.ts';
import { StreamModule } from '../http/resources/stream/stream.module.ts';
import { SubjectsModule } from '../http/resources/subjects/subjects.module.ts';
import { SubscriptionsModule } from '../http/resources/subscriptions/subscriptions.module.ts';
import { FoundationModule } from './foundation.module.ts';
import type { RelayParts } from './relay-parts.ts';
import { StoresModule } from './stores.module.ts';

@Module({})
export class RelayModule {
  static register(parts: RelayParts): DynamicModule {
    return {
      module: RelayModule,
      imports: [
        FoundationModule.register(parts),
        StoresModule,
        ApiModule,
        ApiKeysModule,
        BackfillsModule,
        ConfirmationModule,
        ConnectionTestsModule,
        ConnectionsModule,
        DeliveriesModule,
        DetectionModule,
        DispatchModule,
        EnrichmentModule,
        EventTypesModule,
        EventsModule,
        HealthModule,
        IngestModule,
        JobsModule,
        MetricsEndpointModule,
        MetricsModule,
        OverviewModule,
        PollsModule,
        QuarantineModule,
        ReplaysModule,
        SessionModule,
        SourcesModule,
        StreamModule,
        SubjectsModule,
        SubscriptionsModule,
      ],
    };
  }
}
