import { Module } from '@nestjs/common';

import { ConnectionsModule } from '../connections/connections.module.ts';
import { DetectionChecks } from './detection-checks.ts';
import { DetectionController } from './detection.controller.ts';
import { DetectionService } from './detection.service.ts';

@Module({
  imports: [ConnectionsModule],
  controllers: [DetectionController],
  providers: [DetectionChecks, DetectionService],
})
export class DetectionModule {}
