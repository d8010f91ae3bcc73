import { Module } from '@nestjs/common';

import { ApiKeysController } from './api-keys.controller.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { FirstKey } from './first-key.ts';

@Module({
  controllers: [ApiKeysController],
  providers: [ApiKeysService, FirstKey],
  exports: [ApiKeysService, FirstKey],
})
export class ApiKeysModule {}
