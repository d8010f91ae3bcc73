import { Module } from '@nestjs/common';

import { ConnectionsModule } from '../connections/index.ts';
import { DetectionController } from './detection.controller.ts';
import { DetectionService } from './detection.service.ts';

@Module({
  imports: [ConnectionsModule],
  controllers: [DetectionController],
  providers: [DetectionService],
})
export class DetectionModule {}
