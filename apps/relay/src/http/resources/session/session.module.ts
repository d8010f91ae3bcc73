import { Module } from '@nestjs/common';

import { ApiModule } from '../../index.ts';
import { SessionController } from './session.controller.ts';
import { SessionService } from './session.service.ts';

@Module({ imports: [ApiModule], controllers: [SessionController], providers: [SessionService] })
export class SessionModule {}
