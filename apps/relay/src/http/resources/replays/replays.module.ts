import { Module } from '@nestjs/common';

import { ReplayCancellation } from '../../../pipeline/replay/replay-cancellation.ts';
import { ReplayHandler } from '../../../pipeline/replay/replay-handler.ts';
import { ReplaysController } from './replays.controller.ts';
import { ReplaysService } from './replays.service.ts';

@Module({
  controllers: [ReplaysController],
  providers: [ReplayCancellation, ReplayHandler, ReplaysService],
  exports: [ReplayCancellation, ReplayHandler],
})
export class ReplaysModule {}
