export { moduleTotals } from './module-totals.ts';
export type { ItemAmounts, ModuleTotals } from './module-totals.ts';
