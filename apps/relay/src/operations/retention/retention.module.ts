import { Module } from '@nestjs/common';

import { RetentionHandler } from './retention-handler.ts';

/** Needs `Database`, `CLOCK` and `CONFIG` from a global module. */
@Module({ providers: [RetentionHandler], exports: [RetentionHandler] })
export class RetentionModule {}
