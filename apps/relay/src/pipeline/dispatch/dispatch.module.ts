import { Module } from '@nestjs/common';
import type { Logger } from 'pino';

import { CLOCK, DELIVERY_QUEUE, DELIVERY_SENDER, LOGGER } from '../../shared/tokens.ts';
import type { Clock } from '../../shared/clock/clock.ts';
import { Database } from '../../database/database.ts';
import { Metrics, MetricsModule } from '../../operations/metrics/index.ts';
import type { DeliveryQueue } from '../lanes/delivery-queue.ts';
import { Wake } from '../lanes/wake.ts';
import type { DeliverySender } from '../send/index.ts';
import {
  SubscriptionsModule,
  SubscriptionStore,
} from '../../http/resources/subscriptions/index.ts';
import { AttemptMaker } from './attempt-maker.ts';
import { AttemptRecorder } from '../record/attempt-recorder.ts';
import { DispatchStore } from './dispatch-store.ts';
import { Dispatcher } from './dispatcher.ts';

@Module({
  imports: [SubscriptionsModule, MetricsModule],
  providers: [
    {
      provide: Dispatcher,
      inject: [
        Database,
        SubscriptionStore,
        DELIVERY_QUEUE,
        DELIVERY_SENDER,
        Wake,
        CLOCK,
        LOGGER,
        Metrics,
      ],
      useFactory: (
        database: Database,
        subscriptions: SubscriptionStore,
        queue: DeliveryQueue,
        sender: DeliverySender,
        wake: Wake,
        clock: Clock,
        logger: Logger,
        metrics: Metrics,
      ) => {
        const recorder = new AttemptRecorder({ database, queue, clock });
        return new Dispatcher({
          queue,
          wake,
          clock,
          logger,
          store: new DispatchStore({ database, subscriptions }),
          attempts: new AttemptMaker({
            queue,
            sender,
            recorder,
            clock,
            logger,
            random: Math.random,
            onAttempt: ({ result: { error, durationMs } }) =>
              metrics.countAttempt({
                outcome: error === null ? 'delivered' : 'failed',
                durationMs,
              }),
          }),
        });
      },
    },
  ],
  exports: [Dispatcher],
})
export class DispatchModule {}
