import { Module } from '@nestjs/common';

import { IngestModule } from '../../../pipeline/ingest/ingest.module.ts';
import { QuarantineController } from './quarantine.controller.ts';
import { QuarantineService } from './quarantine.service.ts';

@Module({
  imports: [IngestModule],
  controllers: [QuarantineController],
  providers: [QuarantineService],
})
export class QuarantineModule {}
