import { Global, Module } from '@nestjs/common';

import { Database } from '../database/database.ts';
import { ConnectionStore } from '../database/stores/connection-store.ts';
import { SubscriberStore } from '../database/stores/subscriber-store.ts';
import type { DeliveryQueue } from '../pipeline/lanes/delivery-queue.ts';
import { ConnectionSignals } from '../pipeline/log/connection-signals.ts';
import { OperationalLog } from '../pipeline/operational/operational-log.ts';
import type { Clock } from '../shared/clock/clock.ts';
import type { RelayConfig } from '../operations/config/config.ts';
import { CLOCK, CONFIG, DELIVERY_QUEUE } from '../shared/tokens.ts';
import { VendorHealth } from '../upstream/health/vendor-health.ts';
import { UnconfirmedStore } from '../pipeline/unconfirmed/unconfirmed-store.ts';
import { PollSchedule } from '../http/resources/polls/poll-schedule.ts';

const providers = [
  ConnectionStore,
  SubscriberStore,
  PollSchedule,
  ConnectionSignals,
  {
    provide: OperationalLog,
    inject: [Database, DELIVERY_QUEUE],
    useFactory: (database: Database, queue: DeliveryQueue) =>
      new OperationalLog({ database, queue }),
  },
  {
    provide: VendorHealth,
    inject: [Database, OperationalLog, CONFIG, CLOCK],
    useFactory: (
      database: Database,
      log: OperationalLog,
      { failingLimits: limits }: RelayConfig,
      clock: Clock,
    ) => new VendorHealth({ database, log, limits, clock }),
  },
  {
    provide: UnconfirmedStore,
    inject: [Database],
    useFactory: (database: Database) => new UnconfirmedStore(database),
  },
];

/**
 * Stores of connections, subscribers and vendors, and signals about connections, for every module:
 * so no feature needs the module of another.
 */
@Global()
@Module({ providers, exports: providers })
export class StoresModule {}
