import { Module } from '@nestjs/common';

import { BackfillModule } from '../../../upstream/backfill/backfill.module.ts';
import { BackfillChecks } from './backfill-checks.ts';
import { BackfillsController } from './backfills.controller.ts';
import { BackfillsService } from './backfills.service.ts';

@Module({
  imports: [BackfillModule],
  controllers: [BackfillsController],
  providers: [BackfillChecks, BackfillsService],
})
export class BackfillsModule {}
