import { Module } from '@nestjs/common';

import { HealthController } from './health.controller.ts';
import { HealthService } from './health.service.ts';
import { Readiness } from './readiness.ts';

@Module({
  controllers: [HealthController],
  providers: [HealthService, Readiness],
  exports: [Readiness],
})
export class HealthModule {}
