import { Module } from '@nestjs/common';

import { ApiModule } from '../../index.ts';
import { StreamController } from './stream.controller.ts';
import { StreamService } from './stream.service.ts';

@Module({ imports: [ApiModule], controllers: [StreamController], providers: [StreamService] })
export class StreamModule {}
