import { Global, Module } from '@nestjs/common';

import { Backlog } from './backlog.ts';
import { Metrics } from './metrics.ts';

/** Global, as every part has something to count. */
@Global()
@Module({
  providers: [Metrics, Backlog],
  exports: [Metrics],
})
export class MetricsModule {}
