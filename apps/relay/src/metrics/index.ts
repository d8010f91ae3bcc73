export { Metrics } from './metrics.ts';
export type { ActivityOutcome, AttemptOutcome } from './metrics.ts';
export { MetricsModule } from './metrics.module.ts';
