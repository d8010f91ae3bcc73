import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import type { Logger } from 'pino';

import { ApiKeysModule } from '../api-keys/index.ts';
import { ApiModule } from '../api/index.ts';
import { BackfillModule } from '../backfill/index.ts';
import type { Clock } from '../clock/clock.ts';
import type { RelayConfig } from '../config/config.ts';
import { ConfirmationModule } from '../confirmation/index.ts';
import { ConnectionsModule } from '../connections/index.ts';
import type { Database } from '../database/database.ts';
import { DeliveriesModule } from '../deliveries/index.ts';
import { DetectionModule } from '../detection/index.ts';
import { DispatchModule } from '../dispatch/dispatch.module.ts';
import { EnrichmentModule } from '../enrichment/enrichment.module.ts';
import { EventTypesModule } from '../event-types/index.ts';
import { EventsModule } from '../events/index.ts';
import { HealthModule } from '../health/index.ts';
import { IngestModule } from '../ingest/ingest.module.ts';
import { MetricsModule } from '../metrics/index.ts';
import type { DeliverySender } from '../sending/index.ts';
import { PollingModule } from '../polling/index.ts';
import { SourcesModule } from '../sources/index.ts';
import type { SourceRegistry } from '../sources/source-registry.ts';
import { SubscriptionsModule } from '../subscriptions/index.ts';
import type { Vault } from '../vault/vault.ts';
import { FoundationModule } from './foundation.module.ts';

/** What the relay is made of, opened and checked before Nest puts it together. */
export interface RelayParts {
  readonly config: RelayConfig;
  readonly clock: Clock;
  readonly database: Database;
  readonly vault: Vault;
  readonly sources: SourceRegistry;
  readonly sender: DeliverySender;
  readonly logger: Logger;
}

@Module({})
export class RelayModule {
  static register(parts: RelayParts): DynamicModule {
    return {
      module: RelayModule,
      imports: [
        FoundationModule.register(parts),
        ApiModule,
        ApiKeysModule,
        BackfillModule,
        ConfirmationModule,
        ConnectionsModule,
        DeliveriesModule,
        DetectionModule,
        DispatchModule,
        EnrichmentModule,
        EventTypesModule,
        EventsModule,
        HealthModule,
        IngestModule,
        MetricsModule,
        PollingModule,
        SourcesModule,
        SubscriptionsModule,
      ],
    };
  }
}
