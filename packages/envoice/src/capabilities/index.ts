export { backfill } from './backfill.ts';
export { confirm } from './confirm.ts';
export { enrich } from './enrich.ts';
export { position } from './position.ts';
export { check } from './check.ts';
