export { BackfillRunner } from './backfill-runner.ts';
export { BackfillTriggers } from './backfill-triggers.ts';
export { BackfillModule } from './backfill.module.ts';
