import { Module } from '@nestjs/common';

import { PollSchedule } from './poll-schedule.ts';

/** Apart from the rest, as connections set and show it, and polling needs connections. */
@Module({ providers: [PollSchedule], exports: [PollSchedule] })
export class PollScheduleModule {}
