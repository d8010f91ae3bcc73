import type { Transport } from '@invoice-relay/core/source';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';

import { ApiKeysModule } from '../http/resources/api-keys/index.ts';
import { ApiModule } from '../http/index.ts';
import { BackfillModule } from '../upstream/backfill/index.ts';
import type { Clock } from '../shared/clock/clock.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { ConfirmationModule } from '../upstream/confirmation/index.ts';
import { ConnectionTestsModule } from '../http/resources/connection-tests/connection-tests.module.ts';
import { ConnectionsModule } from '../http/resources/connections/index.ts';
import { DeliveriesModule } from '../http/resources/deliveries/index.ts';
import { DetectionModule } from '../http/resources/signature-detections/index.ts';
import { DispatchModule } from '../pipeline/dispatch/dispatch.module.ts';
import { EnrichmentModule } from '../upstream/enrichment/enrichment.module.ts';
import { EventTypesModule } from '../http/resources/event-types/index.ts';
import { EventsModule } from '../http/resources/events/index.ts';
import { HealthModule } from '../http/resources/health/index.ts';
import { IngestModule } from '../pipeline/ingest/ingest.module.ts';
import { MetricsModule } from '../operations/metrics/index.ts';
import type { Tracer } from '../operations/tracing/tracer.ts';
import type { DeliverySender } from '../pipeline/send/index.ts';
import { OverviewModule } from '../http/resources/overview/overview.module.ts';
import { PollingModule } from '../upstream/polling/index.ts';
import { JobsModule } from './jobs.module.ts';
import { QuarantineModule } from '../http/resources/quarantine/index.ts';
import { ReplaysModule } from '../http/resources/replays/index.ts';
import { SessionModule } from '../http/resources/session/session.module.ts';
import { SourcesModule } from '../http/resources/sources/index.ts';
import { StreamModule } from '../http/resources/stream/stream.module.ts';
import { SubjectsModule } from '../http/resources/subjects/subjects.module.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import { SubscriptionsModule } from '../http/resources/subscriptions/index.ts';
import type { Vault } from '../database/vault/vault.ts';
import { FoundationModule } from './foundation.module.ts';
import type { Storage } from './storage.ts';
import { StoresModule } from './stores.module.ts';

/** What the relay is made of, opened and checked before Nest puts it together. */
export interface RelayParts {
  readonly config: RelayConfig;
  readonly clock: Clock;
  readonly storage: Storage;
  readonly vault: Vault;
  readonly sources: SourceRegistry;
  readonly sender: DeliverySender;
  /** The way to vendors' APIs. */
  readonly vendorTransport: Transport;
  readonly logger: Logger;
  readonly tracer: Tracer;
}

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
        BackfillModule,
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
        MetricsModule,
        OverviewModule,
        PollingModule,
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
