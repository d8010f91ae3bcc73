import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, JOB_LEADERSHIP, JOB_STORE, LOGGER } from '../shared/tokens.ts';
import type { Clock } from '../shared/clock/clock.ts';
import { Database } from '../database/database.ts';
import { BackfillCheckHandler } from '../upstream/backfill/backfill-check-handler.ts';
import { BackfillHandler } from '../upstream/backfill/backfill-handler.ts';
import { BackfillModule } from '../upstream/backfill/backfill.module.ts';
import { ConfirmationHandler } from '../upstream/confirmation/confirmation-handler.ts';
import { ConfirmationPurgeHandler } from '../upstream/confirmation/confirmation-purge-handler.ts';
import { ConfirmationModule } from '../upstream/confirmation/confirmation.module.ts';
import { EnrichmentHandler } from '../upstream/enrichment/enrichment-handler.ts';
import { EnrichmentModule } from '../upstream/enrichment/enrichment.module.ts';
import { ConnectionWatchHandler } from '../upstream/health/connection-watch-handler.ts';
import { PollHandler } from '../upstream/polling/poll-handler.ts';
import { PollMemoryPurgeHandler } from '../upstream/polling/poll-memory-purge-handler.ts';
import { PollingModule } from '../upstream/polling/polling.module.ts';
import { SubscriptionCancellation } from '../http/resources/subscriptions/subscription-cancellation.ts';
import { SubscriptionExpiry } from '../http/resources/subscriptions/subscription-expiry.ts';
import { SubscriptionReordering } from '../http/resources/subscriptions/subscription-reordering.ts';
import { SubscriptionsModule } from '../http/resources/subscriptions/subscriptions.module.ts';
import { IngestModule } from '../pipeline/ingest/ingest.module.ts';
import { RetryWaking, RetryWakingAnew } from '../pipeline/lanes/retry-waking-handlers.ts';
import { HoldHandler } from '../pipeline/log/hold-handler.ts';
import { BacklogLevelHandler } from '../operations/backlog-level-handler.ts';
import { RetentionHandler } from '../operations/retention/retention-handler.ts';
import { ReplaysModule } from '../http/resources/replays/replays.module.ts';
import { ReplayCancellation } from '../pipeline/replay/replay-cancellation.ts';
import { ReplayHandler } from '../pipeline/replay/replay-handler.ts';
import { CorrectionHandler } from '../pipeline/learning/correction-handler.ts';
import { Vault } from '../database/vault/vault.ts';
import { JobRunner } from '../jobs/job-runner.ts';
import type { JobHandler, JobLeadership } from '../jobs/job-runner.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { KeyedLeadership } from '../jobs/keyed-leadership.ts';

/** Every kind of background work. To add a kind, add its handler to this list. */
const handlers = [
  HoldHandler,
  EnrichmentHandler,
  ConfirmationHandler,
  PollHandler,
  PollMemoryPurgeHandler,
  BackfillHandler,
  BackfillCheckHandler,
  ConfirmationPurgeHandler,
  SubscriptionExpiry,
  SubscriptionCancellation,
  SubscriptionReordering,
  RetryWaking,
  RetryWakingAnew,
  RetentionHandler,
  ReplayHandler,
  ReplayCancellation,
  BacklogLevelHandler,
  CorrectionHandler,
  ConnectionWatchHandler,
];

@Module({
  imports: [
    BackfillModule,
    ConfirmationModule,
    EnrichmentModule,
    IngestModule,
    PollingModule,
    ReplaysModule,
    SubscriptionsModule,
  ],
  providers: [
    ConnectionWatchHandler,
    CorrectionHandler,
    BacklogLevelHandler,
    RetentionHandler,
    RetryWaking,
    RetryWakingAnew,
    {
      provide: JobRunner,
      inject: [Database, Vault, JOB_STORE, JOB_LEADERSHIP, CLOCK, LOGGER, ...handlers],
      useFactory: (
        database: Database,
        vault: Vault,
        store: JobStore,
        leadership: JobLeadership | null,
        clock: Clock,
        logger: Logger,
        ...all: readonly JobHandler[]
      ) =>
        new JobRunner({
          database,
          store,
          handlers: all,
          clock,
          logger,
          ...(leadership === null
            ? {}
            : { leadership: new KeyedLeadership({ leadership, database, vault, logger }) }),
        }),
    },
  ],
  exports: [JobRunner],
})
export class JobsModule {}
