export { BackfillCheckHandler } from './backfill-check-handler.ts';
export { BackfillHandler } from './backfill-handler.ts';
export { BackfillTriggers } from './backfill-triggers.ts';
export { BackfillModule } from './backfill.module.ts';
