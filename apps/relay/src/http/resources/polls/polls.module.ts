import { Module } from '@nestjs/common';

import { PollsController } from './polls.controller.ts';

@Module({ controllers: [PollsController] })
export class PollsModule {}
