import { Module } from '@nestjs/common';

import { StreamController } from './stream.controller.ts';
import { StreamService } from './stream.service.ts';

@Module({ controllers: [StreamController], providers: [StreamService] })
export class StreamModule {}
