import { Module } from '@nestjs/common';

import { IngestModule } from '../ingest/ingest.module.ts';
import { CorrectionHandler } from './correction-handler.ts';

@Module({
  imports: [IngestModule],
  providers: [CorrectionHandler],
  exports: [CorrectionHandler],
})
export class LearningModule {}
