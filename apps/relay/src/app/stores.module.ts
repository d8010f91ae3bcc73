import { Global, Module } from '@nestjs/common';

import { Database } from '../database/database.ts';
import { ConnectionStore } from '../database/stores/connection-store.ts';
import { SubscriberStore } from '../database/stores/subscriber-store.ts';
import { Outages } from '../vendor/confirmation/outages.ts';
import { UnconfirmedStore } from '../vendor/confirmation/unconfirmed-store.ts';
import { PollSchedule } from '../vendor/polling/poll-schedule.ts';

const providers = [
  ConnectionStore,
  SubscriberStore,
  PollSchedule,
  Outages,
  {
    provide: UnconfirmedStore,
    inject: [Database],
    useFactory: (database: Database) => new UnconfirmedStore(database),
  },
];

/**
 * What is known of connections, subscribers and vendors, for every module: a feature that asks for
 * it needs no module of another feature.
 */
@Global()
@Module({ providers, exports: providers })
export class StoresModule {}
