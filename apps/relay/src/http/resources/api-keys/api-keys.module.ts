import { Module } from '@nestjs/common';

import { ApiKeysController } from './api-keys.controller.ts';
import { ApiKeysService } from './api-keys.service.ts';
import { FirstKey } from './first-key.ts';
import { SignInLinks } from './sign-in-links.ts';

@Module({
  controllers: [ApiKeysController],
  providers: [ApiKeysService, FirstKey, SignInLinks],
  exports: [ApiKeysService, FirstKey, SignInLinks],
})
export class ApiKeysModule {}
