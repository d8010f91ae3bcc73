import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import {
  CLOCK,
  CONFIG,
  DELIVERY_QUEUE,
  DELIVERY_SENDER,
  JOB_STORE,
  LOGGER,
  TRACER,
  RECORDING_THREAD,
} from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { clampDueTimes } from '../../database/tables/due-times.ts';
import type { JobStore } from '../../jobs/job-store.ts';
import { Metrics } from '../../operations/metrics/metrics.ts';
import type { Tracer } from '../../operations/tracing/tracer.ts';
import type { RelayConfig } from '../../operations/config/config.ts';
import { OperationalLog } from '../operational/operational-log.ts';
import { IngestLoad } from '../ingest/ingest-load.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { Wake } from '../../shared/wake.ts';
import { ReplayOrder } from '../replay/replay-order.ts';
import type { DeliverySender } from '../send/sender.ts';
import { SubscriberStore } from '../../database/stores/subscriber-store.ts';
import { AttemptMaker } from './attempt-maker.ts';
import { AttemptRecorder } from '../record/attempt-recorder.ts';
import type { RecordingThread } from '../record/recording-thread.ts';
import { DispatchStore } from './dispatch-store.ts';
import { Dispatcher } from './dispatcher.ts';
import { PaceKeeper } from './pace-keeper.ts';
import { Paces } from './paces.ts';

@Module({
  providers: [
    PaceKeeper,
    {
      provide: Dispatcher,
      inject: [
        Database,
        SubscriberStore,
        DELIVERY_QUEUE,
        DELIVERY_SENDER,
        Wake,
        Paces,
        OperationalLog,
        CONFIG,
        IngestLoad,
        CLOCK,
        LOGGER,
        Metrics,
        JOB_STORE,
        TRACER,
        RECORDING_THREAD,
      ],
      useFactory: (
        database: Database,
        subscribers: SubscriberStore,
        queue: DeliveryQueue,
        sender: DeliverySender,
        wake: Wake,
        paces: Paces,
        operational: OperationalLog,
        { failingLimits }: RelayConfig,
        ingestLoad: IngestLoad,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
        jobs: JobStore,
        tracer: Tracer,
        recording: RecordingThread | null,
      ) =>
        new Dispatcher({
          database,
          queue,
          wake,
          paces,
          ingestLoad,
          clock,
          logger,
          onClockSetBack: async (tx, now) => {
            const count = await clampDueTimes(tx, { now });
            database.afterCommit(() => jobs.announce());
            if (count === 0) return;
            logger.warn(
              { count },
              'work was scheduled too far ahead, probably because of a wrong clock; it is due now',
            );
          },
          order: new ReplayOrder({ database, queue, clock }),
          store: new DispatchStore({ database, subscribers, operational }),
          onDisabled: ({ subscriptionId }) => {
            metrics.subscriptionsDisabled.inc({ reason: 'damaged' });
            wake.changed(subscriptionId);
          },
          onDeleted: (id) => metrics.forgetSubscription(id),
          attempts: new AttemptMaker({
            queue,
            sender,
            clock,
            random: Math.random,
            tracer,
            // These log lines contain nothing that needs redaction, which costs more than the lines
            // do.
            logger: logger.child({}, { redact: [] }),
            recorder: new AttemptRecorder({
              database,
              queue,
              jobs,
              operational,
              failingLimits,
              thread: recording ?? undefined,
              logger,
              onDisabled: ({ subscriptionId }) => {
                metrics.subscriptionsDisabled.inc({ reason: 'failing' });
                // What was read ahead for it, here or in another process, is not sent any more.
                wake.changed(subscriptionId);
              },
            }),
            onAttempt: ({ judgement, result: { error, durationMs } }) =>
              metrics.countAttempt({
                subscriptionId: judgement.outcome.delivery.subscriptionId,
                outcome: error === null ? 'delivered' : 'failed',
                durationMs,
              }),
          }),
        }),
    },
  ],
  exports: [Dispatcher, PaceKeeper],
})
export class DispatchModule {}
