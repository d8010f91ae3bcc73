import { Module } from '@nestjs/common';

import { LevelHandler } from './level-handler.ts';

/** Needs `Database` and `CLOCK` from a global module. */
@Module({ providers: [LevelHandler], exports: [LevelHandler] })
export class LevelModule {}
