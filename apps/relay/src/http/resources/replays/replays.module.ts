import { Module } from '@nestjs/common';

import { ReplayHandler } from '../../../pipeline/replay/replay-handler.ts';
import { ReplaysController } from './replays.controller.ts';
import { ReplaysService } from './replays.service.ts';

@Module({
  controllers: [ReplaysController],
  providers: [ReplayHandler, ReplaysService],
  exports: [ReplayHandler],
})
export class ReplaysModule {}
